"""Addresses of this room. The number is that of the leerling, the seal or the opening."""

from django.urls import path

from leerplicht.toegang.zegels import views

urlpatterns = [
    path("leerlingen/<int:pk>/reden/", views.geef_reden, name="reden_geven"),
    path("leerlingen/<int:pk>/openen/", views.open_dossier, name="dossier_openen"),
    path("leerlingen/<int:pk>/verzegelen/", views.verzegel, name="verzegelen"),
    path("verzegelingen/<int:pk>/beeindigen/", views.beeindig, name="verzegeling_beeindigen"),
    path("eigen-straat/", views.eigen_postcode, name="eigen_postcode"),
    path("privacy/openingen/", views.openingen, name="privacy_openingen"),
    path("privacy/openingen/<int:pk>/", views.opening, name="privacy_opening"),
]
