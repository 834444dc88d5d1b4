"""Addresses of this room."""

from django.urls import path

from leerplicht.postvak import views

urlpatterns = [
    path("", views.uitgaand, name="uitgaand"),
    path("proefbericht/", views.proefbericht, name="uitgaand_proefbericht"),
    path("<int:pk>/", views.opdracht, name="uitgaand_opdracht"),
    path("<int:pk>/opnieuw/", views.probeer_opnieuw, name="uitgaand_opnieuw"),
    path("<int:pk>/verstuurd/", views.noteer_verstuurd, name="uitgaand_verstuurd"),
    path("<int:pk>/vervallen/", views.laat_vervallen, name="uitgaand_vervallen"),
]
