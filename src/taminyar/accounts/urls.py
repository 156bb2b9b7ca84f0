from django.urls import path

from taminyar.accounts import views

urlpatterns = [
    path("login/", views.sign_in, name="login"),
    path("logout/", views.sign_out, name="logout"),
    path("level/", views.choose_level, name="level"),
]
