from django.urls import path

from taminyar.benefits import views

urlpatterns = [
    path("benefits/sickness/", views.sickness, name="sickness"),
    path("benefits/marriage/", views.marriage, name="marriage"),
    path("benefits/maternity/", views.maternity, name="maternity"),
    path("calculators/", views.calculators, name="calculators"),
    path("calculators/<slug:rule>/", views.calculator, name="calculator"),
    path("law/", views.law, name="law"),
]
