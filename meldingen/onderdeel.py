"""What leerplicht tells the kernel about itself."""

from django.db.models import F, Q

from leerplicht.models import IndelingSoort
from leerplicht.onderdeel import Codekolom, Menukeuze, Onderdeel
from leerplicht.roles import Recht
from leerplicht.schooljaar import schooljaar_uit
from leerplicht.toegang.logboek.choices import Doel
from meldingen.choices import Soort, Zaaksoort, reden_lijst, resultaat_lijst
from meldingen.models import JgzOnderzoek, Melding, Vrijstelling
from meldingen.privacy import GEGEVENS
from meldingen.regels import regels
from meldingen.triage.aankondiging import aankondigingen
from meldingen.uitwisseling import duo, oud_jeugdarts, oud_meldingen, oud_onderzoeken, oud_vrijstellingen

ONDERDEEL = Onderdeel(
    code="meldingen",
    naam="Leerplicht",
    zaaksoorten={soort.value: soort.label for soort in Zaaksoort},
    regels=regels,
    aankondigingen=aankondigingen,
    menu=(
        # Verzuim 18+ is a melding too, of the Doorstroompunt.
        Menukeuze("Meldingen", "meldingen", frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT}), 20),
        Menukeuze("Vrijstellingen", "vrijstellingen", frozenset({Recht.LEERPLICHT}), 30),
    ),
    beheer=(Menukeuze("Terugmelden aan DUO", "terugmeldkeuzes", frozenset({Recht.LIJSTEN}), 25),),
    nieuw=(
        ("Nieuwe melding", "melding_kies_soort", Recht.LEERPLICHT),
        ("Nieuwe melding", "melding_kies_soort", Recht.DOORSTROOMPUNT),
        ("Nieuwe vrijstelling", "vrijstelling_kies_grondslag", Recht.LEERPLICHT),
        ("Onderzoek jeugdarts", "jgz_nieuw", Recht.LEERPLICHT),
    ),
    codelijsten={
        **{reden_lijst(soort): f"Redenen: {soort.label}" for soort in Soort},
        **{resultaat_lijst(soort): f"Resultaten: {soort.label}" for soort in Soort},
    },
    codekolommen=(
        Codekolom("meldingen", Melding, "reden", F("schooljaar")),
        Codekolom(
            "meldingen", Melding, "resultaat", F("schooljaar"), {"overzicht": Q(soort__in=Soort.LEERPLICHT)}
        ),
        Codekolom(
            "meldingen",
            Melding,
            "onderwijssoort",
            F("schooljaar"),
            {"sector": Q(soort__in=Soort.LEERPLICHT), "herkomst": Q(soort__in=Soort.RELATIEF)},
        ),
        Codekolom(
            "vrijstellingen", Vrijstelling, "onderwijssoort", schooljaar_uit("ontvangen_op"), {"vrijstelling": Q()}
        ),
        Codekolom(
            "onderzoeken door de jeugdarts", JgzOnderzoek, "onderwijssoort", schooljaar_uit("aangevraagd_op")
        ),
    ),
    # Verzuim 18+ is voluntary guidance: it does not end in opsporing.
    lijsten_met_opsporing=frozenset(
        {*(resultaat_lijst(soort) for soort in Soort.LEERPLICHT), f"rij-{IndelingSoort.OVERZICHT}"}
    ),
    privacy=GEGEVENS,
    bronnen=(
        duo.BRON,
        oud_meldingen.BRON,
        oud_meldingen.OPSPORING,
        oud_meldingen.ACHTTIEN_PLUS,
        oud_onderzoeken.BRON,
        oud_vrijstellingen.BRON,
        oud_jeugdarts.BRON,
    ),
    doelen={
        **dict.fromkeys(("meldingen", "onderzoeken", "vrijstellingen", "jgz_onderzoeken"), Doel.WERKVERDELING),
        **dict.fromkeys(("triage", "triage_ongedaan", "signalen", "signalen_zeef"), Doel.WERKVERDELING),
        **dict.fromkeys(("meldingen_csv", "meldingen_xlsx"), Doel.WERKVERDELING),
        **dict.fromkeys(
            ("terugmeldingen", "terugmelding_maken", "terugmelding_bestand", "aanlevering_vergelijken"),
            Doel.WERKVERDELING,
        ),
        **dict.fromkeys(("vrijstellingen_csv", "vrijstellingen_xlsx"), Doel.WERKVERDELING),
        **dict.fromkeys(
            (
                "melding_kies_soort",
                "melding_nieuw",
                "melding_onderwijs",
                "onderzoek_nieuw",
                "vrijstelling_kies_grondslag",
                "vrijstelling_nieuw",
                "jgz_nieuw",
            ),
            Doel.REGISTREREN,
        ),
        **dict.fromkeys(
            (
                "melding",
                "melding_wijzigen",
                "melding_afsluiten",
                "melding_heropenen",
                "onderzoek",
                "onderzoek_vaststellen",
                "onderzoek_afsluiten",
                "onderzoek_heropenen",
                "vrijstelling",
                "vrijstelling_besluit",
                "vrijstelling_terugdraaien",
                "vrijstelling_terugkeer",
                "jgz",
                "jgz_uitslag",
                "jgz_follow_up",
                "signaal",
                "signaal_onderzoek",
                "signaal_niets",
                "signaal_heropenen",
            ),
            Doel.DOSSIER,
        ),
    },
)
