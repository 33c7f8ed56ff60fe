from django.urls import path

from reports.views.detail import detail
from reports.views.file import file
from reports.views.list import report_list
from reports.views.new import new
from reports.views.province_year import province_year
from reports.views.province_year_edit import province_year_edit
from reports.views.province_year_history import history
from reports.views.province_year_steps import accept_year, return_year, submit_year
from reports.views.province_years import province_years
from reports.views.records import records
from reports.views.section import section
from reports.views.steps import cancel, issue, retry, send_back, submit
from reports.views.verify import verify

app_name = "reports"

urlpatterns = [
    path("", report_list, name="list"),
    path("new/", new, name="new"),
    path("s/<str:seal>/<slug:chapter>/", section, name="section"),
    path("s/<str:seal>/f/<str:figure>/", records, name="records"),
    path("provinces/", province_years, name="province_years"),
    path("provinces/<slug:plan>/<int:year>/<slug:province>/", province_year, name="province_year"),
    path("provinces/<slug:plan>/<int:year>/<slug:province>/edit/", province_year_edit, name="province_year_edit"),
    path("provinces/<slug:plan>/<int:year>/<slug:province>/history/", history, name="province_year_history"),
    path("provinces/<slug:plan>/<int:year>/<slug:province>/submit/", submit_year, name="province_year_submit"),
    path("provinces/<slug:plan>/<int:year>/<slug:province>/accept/", accept_year, name="province_year_accept"),
    path("provinces/<slug:plan>/<int:year>/<slug:province>/return/", return_year, name="province_year_return"),
    path("verify/", verify, name="verify"),
    path("<uuid:pk>/", detail, name="detail"),
    path("<uuid:pk>/retry/", retry, name="retry"),
    path("<uuid:pk>/cancel/", cancel, name="cancel"),
    path("<uuid:pk>/submit/", submit, name="submit"),
    path("<uuid:pk>/send-back/", send_back, name="send_back"),
    path("<uuid:pk>/issue/", issue, name="issue"),
    path("<uuid:pk>/<slug:form>", file, name="file"),
]
