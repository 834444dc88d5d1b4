"""Addresses of this room."""

from django.urls import path

from leerplicht.formulieren import views

urlpatterns = [
    path("", views.concepten, name="concepten"),
    path("bewaren/", views.bewaar_concept, name="concept_bewaren"),
    path("<int:pk>/verwijderen/", views.verwijder_concept, name="concept_verwijderen"),
]
