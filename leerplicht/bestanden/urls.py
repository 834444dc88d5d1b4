"""Addresses of this room."""

from django.urls import path

from leerplicht.bestanden import views

urlpatterns = [
    path("zaken/<int:pk>/document/", views.nieuw_document, name="document_nieuw"),
    path("documenten/<int:pk>/", views.document, name="document"),
    path("documenten/<int:pk>/intrekken/", views.trek_document_in, name="document_intrekken"),
    path("documenten/<int:pk>/terugzetten/", views.zet_document_terug, name="document_terugzetten"),
]
