from django.urls import path

from forum.views.forum import forum
from forum.views.forums import forums
from forum.views.proposal import follow_up, parts, proposal

app_name = "forum"
urlpatterns = [
    path("", forums, name="list"),
    path("<int:year>/", forum, name="forum"),
    path("<int:year>/<int:number>/", proposal, name="proposal"),
    path("<int:year>/<int:number>/follow-up/", follow_up, name="follow_up"),
    path("<int:year>/<int:number>/parts/", parts, name="parts"),
]
