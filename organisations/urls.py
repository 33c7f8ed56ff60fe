from django.urls import path

from organisations.views import assess, edit, history, new, record, section, steps
from organisations.views import list as list_view

app_name = "organisations"

urlpatterns = [
    path("", list_view.organisations, name="list"),
    path("new/", new.new, name="new"),
    path("<str:code>/", record.record, name="detail"),
    path("<str:code>/history/", history.history, name="history"),
    path("<str:code>/edit/", edit.edit, name="edit"),
    path("<str:code>/edit/check/", edit.check, name="check"),
    path("<str:code>/edit/<slug:section>/", section.section, name="section"),
    path("<str:code>/submit/", steps.submit, name="submit"),
    path("<str:code>/verify/", steps.verify, name="verify"),
    path("<str:code>/return/", steps.send_back, name="send_back"),
    path("<str:code>/confirm/", steps.confirm, name="confirm"),
    path("<str:code>/assess/", assess.assess, name="assess"),
]
