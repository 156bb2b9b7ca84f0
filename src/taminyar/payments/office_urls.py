"""Pages of the finance directorate, under /office/payments/."""

from django.urls import path

from taminyar.payments import office_views

urlpatterns = [
    path("", office_views.payments, name="office-payments"),
    path("orders/", office_views.orders, name="office-payment-orders"),
    path("prepare/", office_views.prepare, name="office-payment-prepare"),
    path("batches/<int:pk>/", office_views.batch, name="office-payment-batch"),
    path("batches/<int:pk>/release/", office_views.release, name="office-payment-release"),
    path("batches/<int:pk>/dissolve/", office_views.dissolve, name="office-payment-dissolve"),
    path("batches/<int:pk>/fetch/", office_views.fetch, name="office-payment-fetch"),
    path("batches/<int:pk>/file.xml", office_views.file, name="office-payment-file"),
    path("answer/", office_views.answer, name="office-payment-answer"),
    path("reconciliation/", office_views.reconciliation, name="office-payment-reconciliation"),
]
