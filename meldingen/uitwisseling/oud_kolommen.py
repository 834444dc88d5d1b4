"""The columns of a melding of the old package."""

from leerplicht.inlezen.bron import Kolom, Veldsoort
from leerplicht.inlezen.oud.nummers import DOSSIER_NUMMER, LEERLING_NUMMER
from meldingen.choices import Soort


def kolommen(soorten: tuple[Soort, ...]) -> tuple[Kolom, ...]:
    keuzes = {tekst: soort.value for soort in soorten for tekst in (soort.value, str(soort.label).lower())}
    return (
        DOSSIER_NUMMER,
        LEERLING_NUMMER,
        Kolom(
            "soort",
            "Soort melding",
            Veldsoort.KEUZE,
            True,
            keuzes=keuzes,
            ook=("soort",),
            uitleg="Een van: " + ", ".join(soort.value for soort in soorten) + ".",
            voorbeeld=soorten[0].value,
        ),
        Kolom("gemeld_op", "Gemeld op", Veldsoort.DATUM, True, ook=("meldingsdatum",), voorbeeld="14-11-2023"),
        Kolom("school", "BRIN met vestiging", Veldsoort.BRIN, ook=("brin", "school"), voorbeeld="16SW03"),
        Kolom("onderwijssoort", "Onderwijssoort", Veldsoort.CODE, lijst="onderwijssoort", voorbeeld="havo"),
        Kolom("leerjaar", "Leerjaar", Veldsoort.GETAL, voorbeeld="3"),
        Kolom("reden", "Reden", Veldsoort.CODE, lijst="reden-{soort}", uitleg="Van de lijst van deze soort."),
        Kolom(
            "resultaat",
            "Resultaat",
            Veldsoort.CODE,
            lijst="resultaat-{soort}",
            uitleg="Van de lijst van deze soort. Alleen bij een melding die is afgesloten.",
        ),
        Kolom("gesloten_op", "Afgesloten op", Veldsoort.DATUM, voorbeeld="09-01-2024"),
        Kolom(
            "vastgesteld_op",
            "Vastgesteld op",
            Veldsoort.DATUM,
            uitleg="Bij absoluut verzuim: einde van het onderzoek. Leeg is de dag van de melding.",
        ),
        Kolom("uren", "Uren verzuim", Veldsoort.DECIMAAL, ook=("uren",), voorbeeld="18"),
        Kolom("verzuim_van", "Verzuim van", Veldsoort.DATUM),
        Kolom("verzuim_tot_en_met", "Verzuim tot en met", Veldsoort.DATUM),
        Kolom(
            "verwijtbaarheid_onderzocht",
            "Verwijtbaarheid onderzocht",
            Veldsoort.JANEE,
            uitleg="Verplicht bij luxe verzuim.",
        ),
        Kolom("geoorloofd", "Geoorloofd verzuim", Veldsoort.JANEE, uitleg="Bij een thuiszitter."),
        Kolom(
            "vervolg_op",
            "Vervolg op dossier",
            Veldsoort.NUMMER,
            lengte=40,
            uitleg="Nummer van de melding waarop deze volgt.",
        ),
        Kolom("toelichting", "Toelichting", lengte=4000),
    )
