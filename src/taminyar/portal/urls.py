from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from taminyar.portal import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("home/", views.home, name="home"),
    path("desk/", views.service_desk, name="desk"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("components/", views.components, name="components"),
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
]
