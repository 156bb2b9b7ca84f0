from django.urls import path

from taminyar.office import (
    dashboard_views,
    doubt_views,
    queue_views,
    request_papers,
    request_views,
    search_views,
    start,
    views,
)

_REQUEST = "requests/<str:tracking>"

urlpatterns = [
    path("", start.start, name="office"),
    path("queue/", queue_views.queue, name="office-queue"),
    path("queue/next/", queue_views.take_next, name="office-queue-next"),
    path("search/", search_views.search, name="office-search"),
    path("dashboard/", dashboard_views.figures, name="office-dashboard"),
    path("people/", views.people, name="office-people"),
    path("people/<str:national_id>/", views.file, name="office-file"),
    path("people/<str:national_id>/access/", views.file_access, name="office-file-access"),
    path("access/doubts/", doubt_views.waiting, name="office-doubts"),
    path("access/doubts/<int:person>/<int:number>/", doubt_views.one, name="office-doubt"),
    path(f"{_REQUEST}/", request_views.one, name="office-request"),
    path(f"{_REQUEST}/claim/", request_views.claim, name="office-request-claim"),
    path(f"{_REQUEST}/release/", request_views.release, name="office-request-release"),
    path(f"{_REQUEST}/papers/", request_views.ask_papers, name="office-request-ask-papers"),
    path(f"{_REQUEST}/referral/", request_views.refer, name="office-request-refer"),
    path(f"{_REQUEST}/opinion/", request_views.advise, name="office-request-advise"),
    path(f"{_REQUEST}/approval/", request_views.approve, name="office-request-approve"),
    path(f"{_REQUEST}/confirmation/", request_views.confirm, name="office-request-confirm"),
    path(f"{_REQUEST}/return/", request_views.send_back, name="office-request-send-back"),
    path(f"{_REQUEST}/refusal/", request_views.refuse, name="office-request-refuse"),
    path(f"{_REQUEST}/messages/", request_views.message, name="office-request-message"),
    path(
        f"{_REQUEST}/messages/read/",
        request_views.messages_read,
        name="office-request-messages-read",
    ),
    path(
        f"{_REQUEST}/registries/",
        request_views.ask_registries,
        name="office-request-ask-registries",
    ),
    path(f"{_REQUEST}/papers/<uuid:paper>/", request_papers.paper, name="office-request-paper"),
    path(f"{_REQUEST}/papers/verdicts/", request_views.verdicts, name="office-request-verdicts"),
]
