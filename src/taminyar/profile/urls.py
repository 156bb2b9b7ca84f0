from django.urls import path

from taminyar.profile import bank_views, mobile_views, notice_views, views

urlpatterns = [
    path("", views.account, name="account"),
    path("identity/", views.identity, name="identity"),
    path("treatment/", views.treatment, name="treatment"),
    path("treatment/document/", views.treatment_document, name="treatment-document"),
    path("relation/", views.relation, name="relation"),
    path("notices/", notice_views.notices, name="notices"),
    path("notices/choices/", notice_views.notice_choices, name="notice-choices"),
    path("bank/", bank_views.bank, name="bank"),
    path("bank/new/", bank_views.new_account, name="bank-new"),
    path("bank/bank-of/", bank_views.bank_of, name="bank-of"),
    path("bank/<int:pk>/withdraw/", bank_views.withdraw_account, name="bank-withdraw"),
    path("mobile/", mobile_views.mobile, name="mobile"),
]
