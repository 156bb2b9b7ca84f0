from django.urls import path

from taminyar.cartable import my_deeds, my_papers, my_views

_ONE = "my/requests/<str:code>/"

urlpatterns = [
    path("my/requests/", my_views.all_requests, name="requests"),
    path(_ONE, my_views.one_request, name="request"),
    path(f"{_ONE}withdraw/", my_deeds.withdraw, name="request-withdraw"),
    path(f"{_ONE}objection/", my_deeds.objection, name="request-objection"),
    path(f"{_ONE}messages/", my_deeds.write, name="request-message"),
    path(f"{_ONE}read/", my_deeds.read, name="request-read"),
    path(f"{_ONE}papers/", my_papers.give_again, name="request-papers"),
    path(f"{_ONE}papers/<uuid:pk>/", my_views.paper, name="request-paper"),
]
