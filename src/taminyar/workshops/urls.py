from django.urls import path

from taminyar.workshops import views

urlpatterns = [path("lists/", views.received_lists, name="employer-lists")]
