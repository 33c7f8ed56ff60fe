from django.urls import path

from accounts.views.looks import looks, looks_file
from accounts.views.profile import profile
from accounts.views.session import session

app_name = "accounts"
urlpatterns = [
    path("profile/", profile, name="profile"),
    path("session/", session, name="session"),
    path("personal-data/", looks, name="looks"),
    path("personal-data.csv", looks_file, name="looks_file"),
]
