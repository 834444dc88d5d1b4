"""Addresses of this room."""

from django.urls import path

from leerplicht.dossier import views

urlpatterns = [
    path("", views.start, name="start"),
    path("gemeente/", views.kies_gemeente, name="wissel_gemeente"),
    path("leerlingen/", views.leerlingen, name="leerlingen"),
    path("leerlingen/nieuw/", views.nieuwe_leerling, name="leerling_nieuw"),
    path("leerlingen/<int:pk>/", views.leerling, name="leerling"),
    path("leerlingen/<int:pk>/wijzigen/", views.wijzig_leerling, name="leerling_wijzigen"),
    path("leerlingen/<int:pk>/gezinslid/", views.nieuw_gezinslid, name="gezinslid_nieuw"),
    path("leerlingen/<int:pk>/inschrijven/", views.schrijf_in, name="leerling_inschrijven"),
    path("inschrijvingen/<int:pk>/uitschrijven/", views.schrijf_uit, name="leerling_uitschrijven"),
    path("leerlingen/<int:pk>/betrokkene/", views.nieuwe_betrokkene, name="betrokkene_nieuw"),
    path("betrokkenen/<int:pk>/", views.wijzig_betrokkene, name="betrokkene_wijzigen"),
    path("zaken/<int:pk>/toewijzen/", views.wijs_toe, name="zaak_toewijzen"),
    path("zaken/<int:pk>/notitie/", views.nieuwe_notitie, name="zaak_notitie"),
    path("taken/<int:pk>/gedaan/", views.rond_taak_af, name="taak_gedaan"),
]
