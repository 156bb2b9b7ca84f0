from django.urls import path

from taminyar.pensions import views

urlpatterns = [path("", views.pensions, name="pensions")]
