from django.urls import path

from researchers.views import edit, history, looks, new, record
from researchers.views import list as list_view

app_name = "researchers"

urlpatterns = [
    path("", list_view.researchers, name="list"),
    path("new/", new.new, name="new"),
    path("<int:pk>/", record.record, name="detail"),
    path("<int:pk>/edit/", edit.edit, name="edit"),
    path("<int:pk>/history/", history.history, name="history"),
    path("<int:pk>/looks/", looks.looks, name="looks"),
]
