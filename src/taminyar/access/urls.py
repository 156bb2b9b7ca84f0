from django.urls import path

from taminyar.access import delegation_views, views

urlpatterns = [
    path("access/", views.access_log, name="access"),
    path("access/<int:number>/doubt/", views.access_doubt, name="access-doubt"),
    path("delegates/", delegation_views.all_delegations, name="delegates"),
    path("delegates/new/", delegation_views.invite, name="delegate-new"),
    path("delegates/new/check/", delegation_views.check_invitation, name="delegate-check"),
    path("delegates/new/code/", delegation_views.confirm_invitation, name="delegate-code"),
    path("delegates/freeze/", delegation_views.freeze, name="delegates-freeze"),
    path("delegates/<int:pk>/", delegation_views.delegation, name="delegation"),
    path("delegates/<int:pk>/accept/", delegation_views.accept, name="delegation-accept"),
    path("delegates/<int:pk>/decline/", delegation_views.decline, name="delegation-decline"),
    path("delegates/<int:pk>/end/", delegation_views.end, name="delegation-end"),
    path("acting/", delegation_views.act, name="acting"),
    path("acting/stop/", delegation_views.stop_acting, name="acting-stop"),
]
