from django.urls import path, re_path

from taminyar.careers import views

urlpatterns = [
    path("", views.all_records, name="records"),
    path("<int:year>/", views.records_of_year, name="records-year"),
    path("wages/", views.wages, name="record-wages"),
    path("wages/<int:year>/", views.wages_of_year, name="record-wages-year"),
    path("combined/", views.combined, name="record-combined"),
    path("combined/<int:year>/", views.combined_of_year, name="record-combined-year"),
    path("jobs/", views.jobs, name="record-jobs"),
    path("document/", views.record_document, name="record-document"),
    re_path(r"^file\.(?P<extension>csv|xlsx)$", views.record_file, name="record-file"),
]
