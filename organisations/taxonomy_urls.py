from django.urls import path

from organisations.views import taxonomies as views

app_name = "taxonomies"

urlpatterns = [
    path("", views.taxonomies, name="list"),
    path("<slug:taxonomy>/", views.terms_of, name="terms"),
    path("<slug:taxonomy>/new/", views.new_term, name="new"),
    path("<slug:taxonomy>/<slug:code>/", views.term, name="term"),
    path("<slug:taxonomy>/<slug:code>/merge/", views.merge_term, name="merge"),
    path("<slug:taxonomy>/<slug:code>/retire/", views.retire_term, name="retire"),
]
