"""Addresses of this room. The first number is that of the leerling who stays."""

from django.urls import path

from leerplicht.koppelen import views

urlpatterns = [
    path("leerlingen/<int:pk>/samenvoegen/", views.kies_ander, name="samenvoegen"),
    path("leerlingen/<int:pk>/samenvoegen/<int:ander>/", views.voeg_samen, name="samenvoegen_met"),
    path("samenvoegingen/<int:pk>/ongedaan/", views.maak_ongedaan, name="samenvoeging_ongedaan"),
]
