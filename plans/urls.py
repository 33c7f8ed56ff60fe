"""Addresses of plans. A plan's code is never "agencies", "evidence" or "load": documents that use it are refused."""

from django.urls import path, re_path, register_converter

from plans.views import (
    agencies_export,
    agency,
    document,
    evidence,
    list,
    node,
    part_edit,
    period_close,
    period_window,
    periods,
    plan,
    plan_edit,
    plan_history,
    progress,
    progress_edit,
    progress_part,
    progress_steps,
)


class NumberConverter:
    """A node's number as documents print it: 1, 1.3, ก-2."""

    regex = r"[A-Za-z0-9ก-๙]+(?:[.\-][A-Za-z0-9ก-๙]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(NumberConverter, "node_number")

PERIOD = "<slug:plan>/periods/<str:period>/"
REPORT = "<slug:plan>/projects/<node_number:number>/progress/<str:period>/"

app_name = "plans"
urlpatterns = [
    path("", list.plan_list, name="list"),
    re_path(r"^agencies/export\.(?P<kind>csv|xlsx|json)$", agencies_export.agencies_export, name="agencies_export"),
    path("agencies/<slug:code>/", agency.agency_page, name="agency"),
    path("load/", plan_edit.plan_load, name="load"),
    path("schema.json", document.plan_schema, name="schema"),
    path("<slug:plan>/document.xlsx", document.plan_workbook, name="workbook"),
    path("<slug:plan>/document.yaml", document.plan_document, name="document"),
    path("<slug:plan>/", plan.plan_page, name="plan"),
    path("<slug:plan>/projects/<node_number:number>/", node.project_page, name="node"),
    path("<slug:plan>/programmes/<node_number:number>/", node.programme_page, name="programme"),
    path("<slug:plan>/edit/", plan_edit.plan_edit, name="edit"),
    path("<slug:plan>/form/", part_edit.plan_form, name="plan_form"),
    path("<slug:plan>/form/indicators/new/", part_edit.indicator_new, name="indicator_new"),
    path("<slug:plan>/form/indicators/<slug:code>/", part_edit.indicator_form, name="indicator_form"),
    path("<slug:plan>/form/nodes/<node_number:number>/", part_edit.node_form, name="node_form"),
    path("<slug:plan>/form/nodes/<node_number:number>/new/", part_edit.node_new, name="node_new"),
    path("<slug:plan>/history/", plan_history.plan_history, name="history"),
    path("<slug:plan>/periods/", periods.periods_page, name="periods"),
    path("<slug:plan>/periods/<str:period>/", period_window.period_window, name="window"),
    path("<slug:plan>/periods/<str:period>/exceptions/", period_window.exception_add, name="exception_add"),
    path(
        "<slug:plan>/periods/<str:period>/exceptions/<int:pk>/end/", period_window.exception_end, name="exception_end"
    ),
    path("<slug:plan>/periods/<str:period>/close/", period_close.period_close, name="period_close"),
    path(REPORT, progress.progress_page, name="progress"),
    path(f"{REPORT}edit/", progress_edit.progress_edit, name="progress_edit"),
    path(f"{REPORT}parts/<slug:agency>/", progress_part.progress_part, name="progress_part"),
    path(f"{REPORT}submit/", progress_steps.submit, name="progress_submit"),
    path(f"{REPORT}accept/", progress_steps.accept, name="progress_accept"),
    path(f"{REPORT}return/", progress_steps.give_back, name="progress_return"),
    path(f"{REPORT}evidence/<int:pk>/remove/", progress_steps.remove_evidence, name="evidence_remove"),
    path("evidence/<int:pk>/", evidence.evidence_file, name="evidence"),
]
