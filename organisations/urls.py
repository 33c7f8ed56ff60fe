from django.urls import path, re_path

from organisations.views import (
    assess,
    bulk,
    capacity,
    columns,
    confirm,
    confirmation,
    edit,
    export,
    history,
    new,
    record,
    saved_views,
    section,
    steps,
    twins,
    typed,
    verification,
    verifying,
)
from organisations.views import list as list_view
from organisations.views import map as map_view
from organisations.views import print as print_view

app_name = "organisations"

urlpatterns = [
    path("", list_view.organisations, name="list"),
    re_path(r"^export\.(?P<kind>csv|xlsx|json)$", export.export, name="export"),
    path("map/", map_view.on_map, name="map"),
    path("print/", print_view.printed, name="print"),
    path("columns/", columns.columns, name="columns"),
    path("columns/size/", columns.size, name="size"),
    path("views/", saved_views.saved_views, name="saved_views"),
    path("views/<int:pk>/", saved_views.saved_view, name="saved_view"),
    path("views/<int:pk>/delete/", saved_views.delete_saved_view, name="delete_saved_view"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("bulk/done/", bulk.bulk_actions, name="bulk_actions"),
    path("bulk/<uuid:pk>/", bulk.bulk_action, name="bulk_action"),
    path("bulk/<uuid:pk>/undo/", bulk.bulk_undo, name="bulk_undo"),
    path("bulk/<uuid:pk>/retry/", bulk.bulk_retry, name="bulk_retry"),
    path("verification/", verification.verification, name="verification"),
    path("confirmation/", confirmation.confirmation, name="confirmation"),
    path("confirmation.csv", confirmation.confirmation_file, name="confirmation_file"),
    path("twins/", twins.twins, name="twins"),
    path("new/", new.new, name="new"),
    path("new/typed/", typed.typed_new, name="typed_new"),
    path("<str:code>/", record.record, name="detail"),
    path("<str:code>/another/", twins.another, name="another"),
    path("<str:code>/history/", history.history, name="history"),
    path("<str:code>/edit/", edit.edit, name="edit"),
    path("<str:code>/edit/check/", edit.check, name="check"),
    path("<str:code>/edit/<slug:section>/", section.section, name="section"),
    path("<str:code>/edit/<slug:section>/typed/", typed.typed_section, name="typed_section"),
    path("<str:code>/submit/", steps.submit, name="submit"),
    path("<str:code>/verify/", steps.verify, name="verify"),
    path("<str:code>/return/", steps.send_back, name="send_back"),
    path("<str:code>/verification/", verifying.verifying, name="verifying"),
    path("<str:code>/confirm/", confirm.confirm, name="confirm"),
    path("<str:code>/assess/", assess.assess, name="assess"),
    path("<str:code>/capacity/", capacity.capacity, name="capacity"),
]
