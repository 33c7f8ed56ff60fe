from django.urls import path

from accounts.views.profile import profile
from accounts.views.session import session

app_name = "accounts"
urlpatterns = [path("profile/", profile, name="profile"), path("session/", session, name="session")]
