"""Addresses of this room."""

from django.urls import path

from leerplicht.inlezen.views import aanlevering, koppelen, lijst, ongedaan, overgebleven, regel, vertaling

urlpatterns = [
    path("", lijst.inlezen, name="inlezen"),
    path("bron/<slug:bron>/", lijst.aanleveren, name="inlezen_bron"),
    path("bron/<slug:bron>/voorbeeld/", lijst.voorbeeld, name="inlezen_voorbeeld"),
    path("bron/<slug:bron>/vertalingen/", vertaling.vertalingen, name="inlezen_vertalingen"),
    path("bron/<slug:bron>/vertalingen/<int:pk>/", vertaling.wijzig, name="vertaling_wijzigen"),
    path("bron/<slug:bron>/vertalingen/<int:pk>/verwijderen/", vertaling.verwijder, name="vertaling_verwijderen"),
    path("<int:pk>/", aanlevering.aanlevering, name="aanlevering"),
    path("<int:pk>/inlezen/", aanlevering.lees_in, name="aanlevering_inlezen"),
    path("<int:pk>/controleren/", aanlevering.controleer, name="aanlevering_controleren"),
    path("<int:pk>/annuleren/", aanlevering.annuleer, name="aanlevering_annuleren"),
    path("<int:pk>/terugdraaien/", ongedaan.draai_terug, name="aanlevering_terugdraaien"),
    path("<int:pk>/verwijderen/", aanlevering.verwijder, name="aanlevering_verwijderen"),
    path("<int:pk>/geweigerd/", overgebleven.geweigerd, name="aanlevering_geweigerd"),
    path("<int:pk>/overgebleven/", overgebleven.bied_aan, name="aanlevering_overgebleven"),
    path("<int:pk>/kolommen/", koppelen.kolommen, name="aanlevering_kolommen"),
    path("<int:pk>/codes/<slug:kolom>/", koppelen.codes, name="aanlevering_codes"),
    path("regels/<int:pk>/", regel.regel, name="aanleverregel"),
    path("regels/<int:pk>/wie/", regel.kies, name="aanleverregel_kiezen"),
]
