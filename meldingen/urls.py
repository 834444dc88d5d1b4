"""Addresses of leerplicht."""

from django.urls import path

from leerplicht.formulieren.export import VORMEN
from meldingen.signalen.urls import urlpatterns as signalen
from meldingen.views import duo, jgz, melding, onderzoek, terugmeldkeuze, triage, vrijstelling

urlpatterns = [
    path("meldingen/", melding.meldingen, name="meldingen"),
    *(
        path(f"meldingen/export/{vorm}/", melding.exporteer_meldingen, {"vorm": vorm}, name=f"meldingen_{vorm}")
        for vorm in VORMEN
    ),
    path("meldingen/triage/", triage.triage, name="triage"),
    path("meldingen/triage/ongedaan/", triage.maak_sorteren_ongedaan, name="triage_ongedaan"),
    *signalen,
    path("meldingen/terugmelden/", duo.terugmeldingen, name="terugmeldingen"),
    path("meldingen/terugmelden/maken/", duo.maak_terugmeldbestand, name="terugmelding_maken"),
    path("meldingen/terugmelden/bestand/<int:nummer>/", duo.terugmeldbestand, name="terugmelding_bestand"),
    path("beheer/terugmelden/", terugmeldkeuze.terugmeldkeuzes, name="terugmeldkeuzes"),
    path("beheer/terugmelden/<slug:code>/", terugmeldkeuze.kies_terugmelding, name="terugmeldkeuze"),
    path("inlezen/<int:pk>/vergelijken/", duo.vergelijk_met_duo, name="aanlevering_vergelijken"),
    path("meldingen/<int:pk>/", melding.melding, name="melding"),
    path("meldingen/<int:pk>/wijzigen/", melding.wijzig_melding, name="melding_wijzigen"),
    path("meldingen/<int:pk>/afsluiten/", melding.sluit_melding, name="melding_afsluiten"),
    path("meldingen/<int:pk>/heropenen/", melding.heropen_melding, name="melding_heropenen"),
    path("leerlingen/<int:leerling_pk>/melding/", melding.kies_soort, name="melding_kies_soort"),
    path("leerlingen/<int:leerling_pk>/melding/<slug:soort>/", melding.nieuwe_melding, name="melding_nieuw"),
    path(
        "leerlingen/<int:leerling_pk>/melding/<slug:soort>/onderwijs/",
        melding.onderwijs_op,
        name="melding_onderwijs",
    ),
    path("meldingen/onderzoeken/", onderzoek.onderzoeken, name="onderzoeken"),
    path("meldingen/onderzoeken/<int:pk>/", onderzoek.onderzoek, name="onderzoek"),
    path("meldingen/onderzoeken/<int:pk>/vaststellen/", onderzoek.stel_vast, name="onderzoek_vaststellen"),
    path("meldingen/onderzoeken/<int:pk>/afsluiten/", onderzoek.sluit_onderzoek, name="onderzoek_afsluiten"),
    path("meldingen/onderzoeken/<int:pk>/heropenen/", onderzoek.heropen_onderzoek, name="onderzoek_heropenen"),
    path("leerlingen/<int:leerling_pk>/onderzoek/", onderzoek.nieuw_onderzoek, name="onderzoek_nieuw"),
    path("vrijstellingen/", vrijstelling.vrijstellingen, name="vrijstellingen"),
    *(
        path(
            f"vrijstellingen/export/{vorm}/",
            vrijstelling.exporteer_vrijstellingen,
            {"vorm": vorm},
            name=f"vrijstellingen_{vorm}",
        )
        for vorm in VORMEN
    ),
    path("vrijstellingen/<int:pk>/", vrijstelling.vrijstelling, name="vrijstelling"),
    path("vrijstellingen/<int:pk>/besluit/", vrijstelling.beslis, name="vrijstelling_besluit"),
    path(
        "vrijstellingen/<int:pk>/terugdraaien/", vrijstelling.draai_besluit_terug, name="vrijstelling_terugdraaien"
    ),
    path("vrijstellingen/<int:pk>/terugkeer/", vrijstelling.noteer_terugkeer, name="vrijstelling_terugkeer"),
    path(
        "leerlingen/<int:leerling_pk>/vrijstelling/",
        vrijstelling.kies_grondslag,
        name="vrijstelling_kies_grondslag",
    ),
    path(
        "leerlingen/<int:leerling_pk>/vrijstelling/<slug:grondslag>/",
        vrijstelling.nieuwe_vrijstelling,
        name="vrijstelling_nieuw",
    ),
    path("meldingen/jeugdarts/", jgz.jgz_onderzoeken, name="jgz_onderzoeken"),
    path("meldingen/jeugdarts/<int:pk>/", jgz.jgz, name="jgz"),
    path("meldingen/jeugdarts/<int:pk>/uitslag/", jgz.leg_uitslag_vast, name="jgz_uitslag"),
    path("meldingen/jeugdarts/<int:pk>/follow-up/", jgz.leg_follow_up_vast, name="jgz_follow_up"),
    path("leerlingen/<int:leerling_pk>/jeugdarts/", jgz.nieuw_jgz, name="jgz_nieuw"),
]
