"""Every address of the system. Each room keeps its own list."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from csoregistry import health
from csoregistry.home.view import home
from csoregistry.open_data.view import open_data

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("open-data/", open_data, name="open_data"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("core.urls")),
    path("indicators/", include("indicators.urls")),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("places/", include("places.urls")),
    path("organisations/", include("organisations.urls")),
    path("taxonomies/", include("organisations.taxonomy_urls")),
    path("researchers/", include("researchers.urls")),
    path("plans/", include("plans.urls")),
    path("forum/", include("forum.urls")),
    path("imports/", include("imports.urls")),
    path("reports/", include("reports.urls")),
    path("admin/", admin.site.urls),
]
