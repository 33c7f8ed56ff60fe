from django.urls import path

from reports.views.detail import detail
from reports.views.file import file
from reports.views.list import report_list
from reports.views.new import new
from reports.views.section import section
from reports.views.steps import cancel, issue, retry, send_back, submit
from reports.views.verify import verify

app_name = "reports"

urlpatterns = [
    path("", report_list, name="list"),
    path("new/", new, name="new"),
    path("s/<str:seal>/<slug:chapter>/", section, name="section"),
    path("verify/", verify, name="verify"),
    path("<uuid:pk>/", detail, name="detail"),
    path("<uuid:pk>/retry/", retry, name="retry"),
    path("<uuid:pk>/cancel/", cancel, name="cancel"),
    path("<uuid:pk>/submit/", submit, name="submit"),
    path("<uuid:pk>/send-back/", send_back, name="send_back"),
    path("<uuid:pk>/issue/", issue, name="issue"),
    path("<uuid:pk>/<slug:form>", file, name="file"),
]
