"""Addresses of the privacy officer. The number is that of the leerling, or of the account of a colleague."""

from django.urls import path

from leerplicht.toegang.logboek import views

urlpatterns = [
    path("", views.privacy, name="privacy"),
    path("leerlingen/<int:pk>/", views.leerling, name="privacy_leerling"),
    path("leerlingen/<int:pk>/wijzigingen/", views.wijzigingen, name="privacy_wijzigingen"),
    path("leerlingen/<int:pk>/inzage/", views.inzage, name="privacy_inzage"),
    path("collegas/", views.collegas, name="privacy_collegas"),
    path("collegas/<int:pk>/", views.collega, name="privacy_collega"),
]
