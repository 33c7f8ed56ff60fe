from django.urls import path, re_path

from organisations.views import columns, saved_views
from researchers.list_columns import RESEARCHERS
from researchers.views import edit, export, history, looks, new, record
from researchers.views import list as list_view

app_name = "researchers"
# The same pages as those of the registry's list, of this one.
FRAME = {"frame": RESEARCHERS}

urlpatterns = [
    path("", list_view.researchers, name="list"),
    re_path(r"^export\.(?P<kind>csv|xlsx|json)$", export.export, name="export"),
    path("columns/", columns.columns, FRAME, name="columns"),
    path("columns/size/", columns.size, FRAME, name="size"),
    path("views/", saved_views.saved_views, FRAME, name="saved_views"),
    path("views/<int:pk>/", saved_views.saved_view, FRAME, name="saved_view"),
    path("views/<int:pk>/delete/", saved_views.delete_saved_view, FRAME, name="delete_saved_view"),
    path("new/", new.new, name="new"),
    path("<int:pk>/", record.record, name="detail"),
    path("<int:pk>/edit/", edit.edit, name="edit"),
    path("<int:pk>/history/", history.history, name="history"),
    path("<int:pk>/looks/", looks.looks, name="looks"),
]
