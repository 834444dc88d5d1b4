"""Files of others, and what was kept of them."""

from leerplicht.gegevenskaart import GEEN_PERSOONSGEGEVEN, Gegevens
from leerplicht.privacy.regels import AANLEVERING, DOSSIER

AANLEVERINGEN = (
    Gegevens(
        "leerplicht.Aanlevering",
        "Een bestand van een register of een school dat is aangeboden om in te lezen, en wat ervan kwam.",
        (
            (
                AANLEVERING,
                "bron naam grootte sha256 aangeleverd door status koppen kolominhoud telling gelezen onbekend",
            ),
            (AANLEVERING, "alleen_goede ingelezen_door ingelezen_op teruggedraaid_door teruggedraaid_op"),
            (AANLEVERING, "gebleven bestand_weg_op fout"),
            (GEEN_PERSOONSGEGEVEN, "gestart annuleren stap gedaan context eerdere_keren"),
        ),
        naam="Aanleveringen",
        namen={
            "door": "aangeboden door",
            "gestart": "werk begonnen op",
            "annuleren": "gevraagd om te stoppen",
            "context": "kenmerk in de geschiedenis",
        },
    ),
    Gegevens(
        "leerplicht.Aanleverregel",
        "De regels van zo'n bestand die iemand moet bekijken, met wat er niet klopt.",
        (
            (
                AANLEVERING,
                "aanlevering regel stand ruw verbeterd fouten verschil kandidaten keuze te_controleren betreft_id",
            ),
        ),
        naam="Aanleverregels",
    ),
    Gegevens(
        "leerplicht.Bronvertaling",
        "Wat de koppen en codes van een bron bij ons betekenen.",
        ((GEEN_PERSOONSGEGEVEN, "bron kolom waarde naar"),),
        naam="Bronvertalingen",
    ),
    Gegevens(
        "leerplicht.Bronrij",
        "Welke rij van ons uit welke rij van een bron kwam. Alleen nummers, en van wie geen nummer had een "
        "vingerafdruk van naam, geboortedatum en adres.",
        ((DOSSIER, "bron sleutel doel_id"),),
        naam="Bronrijen",
    ),
)
