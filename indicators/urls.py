from django.urls import path, re_path

from indicators.views.indicator import indicator
from indicators.views.indicator_list import indicator_list
from indicators.views.organisation_options import organisation_options
from indicators.views.province import province, provinces
from indicators.views.record_evidence import record_evidence, record_evidence_remove
from indicators.views.record_export import record_export
from indicators.views.record_form import record_edit, record_new
from indicators.views.record_list import record_list
from indicators.views.record_verify import record_verify
from indicators.views.record_withdraw import record_withdraw
from indicators.views.records import records, records_export
from indicators.views.restated import restated
from indicators.views.value_form import value_form

app_name = "indicators"

# "records" and "provinces" stand before the plans: no plan may have them as its code.
urlpatterns = [
    path("", indicator_list, name="list"),
    path("records/organisations/", organisation_options, name="organisation_options"),
    path("records/<slug:kind>/", record_list, name="record_list"),
    re_path(r"^records/(?P<kind>[-\w]+)/export\.(?P<suffix>csv|xlsx|json)$", record_export, name="record_export"),
    path("records/<slug:kind>/new/", record_new, name="record_new"),
    path("records/<slug:kind>/<int:pk>/edit/", record_edit, name="record_edit"),
    path("records/<slug:kind>/<int:pk>/verify/", record_verify, name="record_verify"),
    path("records/<slug:kind>/<int:pk>/withdraw/", record_withdraw, name="record_withdraw"),
    path("records/<slug:kind>/<int:pk>/evidence/<int:evidence>/", record_evidence, name="record_evidence"),
    path(
        "records/<slug:kind>/<int:pk>/evidence/<int:evidence>/remove/",
        record_evidence_remove,
        name="record_evidence_remove",
    ),
    path("provinces/", provinces, name="provinces"),
    path("provinces/<slug:code>/", province, name="province"),
    path("<slug:plan>/", indicator_list, name="list"),
    path("<slug:plan>/<slug:code>/", indicator, name="indicator"),
    path("<slug:plan>/<slug:code>/records/", records, name="records"),
    re_path(
        r"^(?P<plan>[-\w]+)/(?P<code>[-\w]+)/records/export\.(?P<suffix>csv|xlsx|json)$",
        records_export,
        name="records_export",
    ),
    path("<slug:plan>/<slug:code>/restated/", restated, name="restated"),
    path("<slug:plan>/<slug:code>/value/", value_form, name="value"),
]
