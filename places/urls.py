from django.urls import path

from places import views

app_name = "places"

urlpatterns = [
    path("districts/", views.districts, name="districts"),
    path("subdistricts/", views.subdistricts, name="subdistricts"),
    path("postcodes/", views.postcodes, name="postcodes"),
]
