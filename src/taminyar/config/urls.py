"""All addresses. No language prefix; each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("taminyar.portal.urls")),
    path("", include("taminyar.accounts.urls")),
    path("account/", include("taminyar.access.urls")),
    path("account/", include("taminyar.profile.urls")),
    path("", include("taminyar.mailbox.urls")),
    path("", include("taminyar.cartable.urls")),
    path("pensions/", include("taminyar.pensions.urls")),
    path("office/payments/", include("taminyar.payments.office_urls")),
    path("office/", include("taminyar.office.urls")),
    path("employer/", include("taminyar.workshops.urls")),
    path("records/", include("taminyar.careers.urls")),
    path("", include("taminyar.benefits.urls")),
]

handler400 = "taminyar.portal.errors.bad_request"
handler403 = "taminyar.portal.errors.forbidden"
handler404 = "taminyar.portal.errors.not_found"
handler500 = "taminyar.portal.errors.broken"
