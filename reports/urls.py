from django.urls import path

from reports.views.detail import detail
from reports.views.file import file
from reports.views.list import report_list
from reports.views.new import new
from reports.views.steps import cancel, retry

app_name = "reports"

urlpatterns = [
    path("", report_list, name="list"),
    path("new/", new, name="new"),
    path("<uuid:pk>/", detail, name="detail"),
    path("<uuid:pk>/retry/", retry, name="retry"),
    path("<uuid:pk>/cancel/", cancel, name="cancel"),
    path("<uuid:pk>/<slug:form>", file, name="file"),
]
