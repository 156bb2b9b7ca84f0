from django.urls import path

from taminyar.mailbox import file_view, paper_views, verify_views, views

urlpatterns = [
    path("my/", views.my, name="my"),
    path("my/mailbox/", views.mailbox, name="mailbox"),
    path("my/mailbox/papers/new/", paper_views.add, name="paper-new"),
    path("my/mailbox/asked/<uuid:pk>/", views.asked, name="mailbox-asked"),
    path("my/mailbox/<int:number>/", views.item, name="mailbox-item"),
    path("my/mailbox/<int:number>/open/", views.open_item, name="mailbox-open"),
    path("my/mailbox/<int:number>/file", file_view.file, name="mailbox-file"),
    path("my/mailbox/<int:number>/permission/", views.change_permission, name="mailbox-permission"),
    path("my/mailbox/<int:number>/revoke/", views.revoke, name="mailbox-revoke"),
    path("my/mailbox/<int:number>/throw-away/", paper_views.throw_away, name="paper-throw-away"),
    path("verify/", verify_views.verify_document, name="verify"),
    path("verify/certificate.pem", verify_views.certificate, name="verify-certificate"),
    path("verify/<str:code>/", verify_views.verify_code, name="verify-code"),
]
