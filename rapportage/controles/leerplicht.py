"""What must hold between the tables and figures about leerplicht."""

from collections import Counter

from meldingen.choices import Soort, resultaat_lijst
from rapportage.controles.lezen import (
    Controle,
    Gevonden,
    aantal,
    gelijk,
    hoogstens,
    in_volgorde,
    kerncijfer,
    naam,
    rij,
    som_van,
    som_van_rijen,
    totaal,
)
from rapportage.kerncijfers.declaraties import groei
from rapportage.kerncijfers.sectoren import SECTOREN
from rapportage.kerncijfers.verzuim import HERKOMST_MBO, HERSTELD_OF_TRAJECT
from rapportage.percentages import percentage
from rapportage.uitkomst import Verslag

# Per kind of melding the tables of redenen (or herkomst) and resultaten, and the column in both.
TABELLEN_PER_SOORT = {
    Soort.ABSOLUUT.value: ("tabel-1", "tabel-2", 0),
    Soort.LUXE.value: ("tabel-3", "tabel-4", 0),
    Soort.RELATIEF_WETTELIJK.value: ("tabel-5", "tabel-6", 0),
    Soort.RELATIEF_LICHT.value: ("tabel-5", "tabel-6", 1),
    Soort.THUISZITTER.value: ("tabel-7", "tabel-8", 0),
    Soort.ZORG.value: ("tabel-9", "tabel-10", 0),
}


def _soorten(verslag: Verslag) -> Gevonden:
    grafiek, overzicht = verslag.tabellen["grafiek-1"], verslag.tabellen["overzicht-leerplicht"]
    for soort, (redenen, resultaten, kolom) in TABELLEN_PER_SOORT.items():
        for code in (redenen, resultaten):
            yield from gelijk(
                totaal(verslag.tabellen[code], kolom),
                aantal(grafiek, soort),
                f"Het totaal van {naam(code)}",
                f"“{Soort(soort).label}” in Grafiek 1",
            )
    samen = sum(aantal(grafiek, soort) for soort in Soort.RELATIEF_EN_THUISZITTERS)
    wat = "in het overzicht"
    yield from gelijk(
        aantal(overzicht, "relatief_en_thuiszitters"), samen, f"Relatief verzuim {wat}", "de som in Grafiek 1"
    )
    for soort in (Soort.ZORG, Soort.ABSOLUUT, Soort.LUXE):
        yield from gelijk(
            aantal(overzicht, soort.value), aantal(grafiek, soort.value), f"{soort.label} {wat}", "in Grafiek 1"
        )


def _meldingen(verslag: Verslag) -> Gevonden:
    meldingen, aanvragen = kerncijfer(verslag, "meldingen"), kerncijfer(verslag, "aanvragen_vrijstelling")
    grafiek = verslag.tabellen["grafiek-1"]
    yield from gelijk(
        totaal(grafiek),
        som_van(verslag, "meldingen", "aanvragen_vrijstelling"),
        "Het totaal van Grafiek 1",
        "de som van meldingen en aanvragen",
    )
    yield from gelijk(
        aantal(grafiek, "vrijstelling"), aanvragen, "“Aanvragen vrijstellingen” in Grafiek 1", "het kerncijfer"
    )
    for code in ("overzicht-leerplicht", "overzicht-leerplicht-resultaten"):
        yield from gelijk(
            totaal(verslag.tabellen[code]), meldingen, f"Het totaal van {naam(code)}", "het aantal meldingen"
        )


def _resultaten(verslag: Verslag) -> Gevonden:
    """Row by row: errors in rows can cancel out in the total."""
    uit_tabellen: Counter[str] = Counter()
    for soort, (_, code, kolom) in TABELLEN_PER_SOORT.items():
        indeling = verslag.indeling.get(resultaat_lijst(soort), {})
        for regel in verslag.tabellen[code].rijen:
            uit_tabellen[indeling.get(regel.code, regel.code)] += regel.aantallen[kolom]
    overzicht = verslag.tabellen["overzicht-leerplicht-resultaten"]
    for code in in_volgorde((regel.code for regel in overzicht.rijen), uit_tabellen):
        gevonden = rij(overzicht, code)
        yield from gelijk(
            aantal(overzicht, code),
            uit_tabellen[code],
            f"“{gevonden.label if gevonden else code}” in het overzicht van resultaten",
            "de som van Tabel 2, 4, 6, 8 en 10",
        )


def _vrijstellingen(verslag: Verslag) -> Gevonden:
    per_kind = verslag.tabellen["overzicht-leerplicht-vrijstellingen"]
    per_besluit = verslag.tabellen["overzicht-leerplicht-aanvragen"]
    delen = {"geregeld_schoolbezoek": "tabel-11a", "inschrijving": "tabel-11b"}
    for code, tabel in delen.items():
        yield from gelijk(
            aantal(per_kind, code),
            som_van_rijen(verslag.tabellen[tabel], -1),
            f"“{code.replace('_', ' ').capitalize()}” in het overzicht van vrijstellingen",
            naam(tabel),
        )
    rijen = [regel for tabel in delen.values() for regel in verslag.tabellen[tabel].rijen]
    for code in ("verleend", "niet_verleend"):
        yield from gelijk(
            aantal(per_besluit, code),
            sum(regel.aantallen[-1] for regel in rijen if regel.code.startswith(f"{code}_")),
            f"“{code.replace('_', ' ').capitalize()}” in het overzicht van aanvragen",
            "de som van Tabel 11",
        )
    besluiten = sum(regel.aantallen[-1] for regel in rijen)
    for blok in (per_kind, per_besluit):
        yield from gelijk(totaal(blok), besluiten, f"Het totaal van {naam(blok.code)}", "de som van Tabel 11")
    for code in ("aanvragen_vrijstelling", "waarvan_eerder_verleend"):
        yield from hoogstens(kerncijfer(verslag, code), besluiten, f"Kerncijfer {code}", "de som van Tabel 11")


def _sectoren(verslag: Verslag) -> Gevonden:
    wholes = {
        "absoluut": totaal(verslag.tabellen["tabel-1"]),
        "thuiszitters": totaal(verslag.tabellen["tabel-7"]),
        "jgz": kerncijfer(verslag, "jgz_onderzoeken"),
    }
    for begin, geheel in wholes.items():
        delen = som_van(verslag, *(f"{begin}_{sector}" for sector in SECTOREN))
        yield from gelijk(delen, geheel, f"De som van {begin} per onderwijs", "het geheel")


def _absoluut(verslag: Verslag) -> Gevonden:
    vastgesteld = kerncijfer(verslag, "absoluut_vastgesteld")
    yield from gelijk(
        vastgesteld, totaal(verslag.tabellen["tabel-1"]), "Onderzoeken met verzuim vastgesteld", "Tabel 1"
    )
    yield from hoogstens(
        vastgesteld, kerncijfer(verslag, "absoluut_onderzoeken"), "Vastgesteld", "alle onderzoeken"
    )


def _thuiszitters(verslag: Verslag) -> Gevonden:
    tabel = verslag.tabellen["tabel-8"]
    yield from gelijk(
        kerncijfer(verslag, "thuiszitters_hersteld_of_traject"),
        sum(aantal(tabel, code) for code in HERSTELD_OF_TRAJECT),
        "Thuiszitters hersteld of in een traject",
        "de som van die rijen in Tabel 8",
    )
    yield from gelijk(
        kerncijfer(verslag, "thuiszitters_niet_opgelost"),
        aantal(tabel, "niet_opgelost"),
        "Thuiszitters niet opgelost",
        "die rij in Tabel 8",
    )


def _groei(verslag: Verslag) -> Gevonden:
    nu, toen = kerncijfer(verslag, "meldingen"), kerncijfer(verslag, "meldingen_vorig_jaar")
    if toen is not None:
        yield from gelijk(
            kerncijfer(verslag, "stijging_meldingen_pct"), groei(nu, toen), "De stijging in procenten", "berekend"
        )


def _relatief_mbo(verslag: Verslag) -> Gevonden:
    tabel = verslag.tabellen["tabel-5"]
    mbo = sum(sum(regel.aantallen) for regel in tabel.rijen if regel.code in HERKOMST_MBO)
    yield from gelijk(
        kerncijfer(verslag, "relatief_mbo_aandeel_pct"),
        percentage(mbo, totaal(tabel, 0) + totaal(tabel, 1), 0),
        "Het aandeel van het mbo in procenten",
        "berekend uit Tabel 5",
    )


def _jgz(verslag: Verslag) -> Gevonden:
    onderzoeken = kerncijfer(verslag, "jgz_onderzoeken")
    in_staat, follow_up = verslag.tabellen["grafiek-2"], verslag.tabellen["grafiek-3"]
    for tabel in (in_staat, follow_up):
        yield from gelijk(totaal(tabel), onderzoeken, f"Het totaal van {naam(tabel.code)}", "alle onderzoeken")
    delen = [aantal(in_staat, code) for code in ("ja", "gedeeltelijk")]
    if None not in delen:
        yield from gelijk(
            kerncijfer(verslag, "jgz_in_staat_pct"),
            percentage(sum(delen), onderzoeken, 0),
            "“In staat onderwijs te volgen” in procenten",
            "berekend uit Grafiek 2",
        )
    in_tekst = {
        "jgz_tekst_niet_verminderd_pct": "niet_verminderd",
        "jgz_tekst_geen_reactie_pct": "geen_reactie_school",
    }
    for code, regel in in_tekst.items():
        gevonden = rij(follow_up, regel)
        if gevonden is not None:
            yield from gelijk(
                kerncijfer(verslag, code),
                gevonden.percentages[0],
                f"“{gevonden.label}” in de tekst, in procenten,",
                "in Grafiek 3",
            )


def _niet_meer_dan(verslag: Verslag) -> Gevonden:
    grafiek = verslag.tabellen["grafiek-1"]
    grenzen = (
        ("leerlingen_gemeld", kerncijfer(verslag, "meldingen"), "het aantal meldingen"),
        ("relatief_wettelijk_leerlingen", aantal(grafiek, "relatief_wettelijk"), "hun meldingen"),
        ("relatief_licht_leerlingen", aantal(grafiek, "relatief_licht"), "hun meldingen"),
        ("relatief_wettelijk_leerlingen", kerncijfer(verslag, "leerlingen_gemeld"), "alle gemelde leerlingen"),
        ("relatief_licht_leerlingen", kerncijfer(verslag, "leerlingen_gemeld"), "alle gemelde leerlingen"),
        ("luxe_gezinnen", aantal(grafiek, "luxe"), "hun meldingen"),
        ("luxe_nader_onderzoek_verwijtbaarheid", aantal(grafiek, "luxe"), "de meldingen luxe verzuim"),
    )
    for code, groot, wat in grenzen:
        yield from hoogstens(kerncijfer(verslag, code), groot, f"Kerncijfer {code}", wat)


TUSSEN_TABELLEN = (
    Controle("soorten", "Elke soort melding is in alle tabellen even groot.", _soorten),
    Controle("meldingen", "De soorten tellen op tot alle meldingen en aanvragen.", _meldingen),
    Controle("resultaten", "Elk resultaat in het overzicht volgt uit de tabellen.", _resultaten),
    Controle("vrijstellingen", "Het overzicht van vrijstellingen volgt uit tabel 11.", _vrijstellingen),
    Controle("sectoren", "De aantallen per onderwijs tellen op tot het geheel.", _sectoren),
    Controle("absoluut", "Elk vastgesteld onderzoek is precies een melding absoluut verzuim.", _absoluut),
    Controle("thuiszitters", "De tekst over thuiszitters volgt uit tabel 8.", _thuiszitters),
    Controle("groei", "De stijging volgt uit de meldingen van beide jaren.", _groei),
    Controle("relatief-mbo", "Het aandeel van het mbo volgt uit tabel 5.", _relatief_mbo),
    Controle("jeugdarts", "De tekst over de jeugdarts volgt uit grafiek 2 en 3.", _jgz),
    Controle("grenzen", "Er zijn niet meer leerlingen of gezinnen dan meldingen.", _niet_meer_dan),
)
