"""Addresses of this room."""

from django.urls import path

from leerplicht.beheer import metrics, views

urlpatterns = [
    path("", views.gezond, name="gezond"),
    path("leeft/", views.leeft, name="gezond_leeft"),
    path("klaar/", views.klaar, name="gezond_klaar"),
    path("metrics/", metrics.toon_metrics, name="metrics"),
]
