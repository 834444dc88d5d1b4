"""Addresses of this room."""

from django.urls import path

from meldingen.signalen import views

urlpatterns = [
    path("meldingen/signalen/", views.signalen, name="signalen"),
    path("meldingen/signalen/zeef/", views.zeefpagina, name="signalen_zeef"),
    path("meldingen/signalen/<int:pk>/", views.signaal, name="signaal"),
    path("meldingen/signalen/<int:pk>/onderzoek/", views.start_onderzoek, name="signaal_onderzoek"),
    path("meldingen/signalen/<int:pk>/niets/", views.doe_niets, name="signaal_niets"),
    path("meldingen/signalen/<int:pk>/heropenen/", views.heropen_signaal, name="signaal_heropenen"),
]
