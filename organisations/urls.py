from django.urls import path

from organisations.views import list as list_view
from organisations.views import record

app_name = "organisations"

urlpatterns = [
    path("", list_view.organisations, name="list"),
    path("<str:code>/", record.record, name="detail"),
]
