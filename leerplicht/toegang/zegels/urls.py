"""Addresses of this room. The number is that of the leerling."""

from django.urls import path

from leerplicht.toegang.zegels import views

urlpatterns = [
    path("leerlingen/<int:pk>/reden/", views.geef_reden, name="reden_geven"),
]
