"""All addresses. Other apps are named as strings only: the kernel does not import them."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("leerplicht.toegang.inloggen.urls")),
    path("", include("leerplicht.dossier.urls")),
    path("", include("leerplicht.koppelen.urls")),
    path("concepten/", include("leerplicht.formulieren.urls")),
    path("inlezen/", include("leerplicht.inlezen.urls")),
    path("", include("leerplicht.bestanden.urls")),
    path("beheer/", include("leerplicht.codelijsten.urls")),
    path("beheer/", include("leerplicht.toegang.gebruikers.urls")),
    path("beheer/uitgaand/", include("leerplicht.postvak.urls")),
    path("beheer/gegevenskaart/", include("leerplicht.toegang.gegevenskaart.urls")),
    path("privacy/", include("leerplicht.toegang.logboek.urls")),
    path("", include("leerplicht.toegang.zegels.urls")),
    path("gezond/", include("leerplicht.beheer.urls")),
    path("", include("meldingen.urls")),
    path("doorstroompunt/", include("doorstroompunt.urls")),
    path("jaarverslag/", include("rapportage.urls")),
]
