from django.urls import path

from taminyar.benefits import request_views, views
from taminyar.benefits.requests import KINDS
from taminyar.cartable import flow

urlpatterns = [
    path("benefits/sickness/", views.sickness, name="sickness"),
    path("benefits/marriage/", views.marriage, name="marriage"),
    path("benefits/maternity/", views.maternity, name="maternity"),
    # /benefits/marriage/request/ and its steps, and so on for each kind.
    *(
        pattern
        for kind in KINDS
        for pattern in flow.paths(kind.slug, kind.route, f"benefits/{kind.slug}/request/")
    ),
    path("benefits/orthosis/items/", request_views.aid_list, name="orthosis-items"),
    path("benefits/orthosis/renewal/", request_views.renewal, name="orthosis-renewal"),
    path("calculators/", views.calculators, name="calculators"),
    path("calculators/<slug:rule>/", views.calculator, name="calculator"),
    path("law/", views.law, name="law"),
]
