from django.urls import path

from taminyar.office import doubt_views, views

urlpatterns = [
    path("", views.start, name="office"),
    path("people/", views.people, name="office-people"),
    path("people/<str:national_id>/", views.file, name="office-file"),
    path("people/<str:national_id>/access/", views.file_access, name="office-file-access"),
    path("access/doubts/", doubt_views.waiting, name="office-doubts"),
    path("access/doubts/<int:person>/<int:number>/", doubt_views.one, name="office-doubt"),
]
