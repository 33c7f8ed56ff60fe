from django.urls import path

from imports.views.columns import columns
from imports.views.detail import detail
from imports.views.dictionary import dictionary
from imports.views.errors import errors
from imports.views.list import imports
from imports.views.new import new
from imports.views.original import original
from imports.views.steps import cancel, commit, decide, retry
from imports.views.template import template
from imports.views.undo import undo

app_name = "imports"

urlpatterns = [
    path("", imports, name="list"),
    path("new/", new, name="new"),
    path("template.xlsx", template, name="template"),
    path("columns/", dictionary, name="dictionary"),
    path("<slug:book>/template.xlsx", template, name="book_template"),
    path("<uuid:pk>/", detail, name="detail"),
    path("<uuid:pk>/file", original, name="original"),
    path("<uuid:pk>/columns/", columns, name="columns"),
    path("<uuid:pk>/errors.xlsx", errors, name="errors"),
    path("<uuid:pk>/commit/", commit, name="commit"),
    path("<uuid:pk>/undo/", undo, name="undo"),
    path("<uuid:pk>/decide/", decide, name="decide"),
    path("<uuid:pk>/retry/", retry, name="retry"),
    path("<uuid:pk>/cancel/", cancel, name="cancel"),
]
