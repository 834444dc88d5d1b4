"""What must hold between the tables and figures about the Doorstroompunt."""

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
    totaal,
)
from rapportage.percentages import percentage
from rapportage.tabellen.doorstroompunt import ONBEKEND, TOELEIDING
from rapportage.uitkomst import TabelUitkomst, Verslag


def _vsv(verslag: Verslag) -> Gevonden:
    gestopt, terug = kerncijfer(verslag, "vsv_gestopt"), kerncijfer(verslag, "vsv_teruggekeerd")
    nieuw = kerncijfer(verslag, "vsv_nieuw")
    yield from gelijk(gestopt - terug, nieuw, "Gestopt min teruggekeerd", "het aantal nieuwe vsv’ers")
    overzicht = verslag.tabellen["overzicht-doorstroompunt"]
    for code, waarde in {"gestopt": gestopt, "teruggekeerd": terug, "nieuw": nieuw}.items():
        yield from gelijk(
            aantal(overzicht, code), waarde, f"“{code.capitalize()}” in het overzicht", "het kerncijfer"
        )
    for code in ("grafiek-4", "tabel-12", "overzicht-doorstroompunt-aanbod"):
        tabel = verslag.tabellen[code]
        yield from gelijk(
            totaal(tabel, len(tabel.kolommen) - 1), gestopt, f"Het totaal van {naam(code)}", "gestopt"
        )
    doelgroep = kerncijfer(verslag, "doelgroep_vsv")
    if doelgroep is not None:
        yield from gelijk(
            kerncijfer(verslag, "vsv_nieuw_pct"),
            percentage(nieuw, doelgroep),
            "Nieuwe vsv’ers in procenten",
            "berekend",
        )


def _begeleid(verslag: Verslag) -> Gevonden:
    tabellen = verslag.tabellen
    aanbod, grafiek = tabellen["overzicht-doorstroompunt-aanbod"], tabellen["grafiek-4"]
    begeleid, niet_begeleid = kerncijfer(verslag, "vsv_begeleid"), kerncijfer(verslag, "vsv_niet_begeleid")
    wat, wat_niet = "het kerncijfer begeleid", "het kerncijfer niet begeleid"
    for tabel in (aanbod, grafiek):
        yield from gelijk(aantal(tabel, "begeleid"), begeleid, f"“Begeleid” in {naam(tabel.code)}", wat)
        yield from gelijk(
            aantal(tabel, "niet_begeleid"), niet_begeleid, f"“Niet begeleid” in {naam(tabel.code)}", wat_niet
        )
    for code in ("tabel-13", "overzicht-doorstroompunt-uitstroom"):
        yield from gelijk(totaal(tabellen[code]), begeleid, f"Het totaal van {naam(code)}", wat)
    code = "overzicht-doorstroompunt-niet-begeleid"
    yield from gelijk(totaal(tabellen[code]), niet_begeleid, f"Het totaal van {naam(code)}", wat_niet)


def _redenen_geen_gebruik(verslag: Verslag) -> Gevonden:
    """Row by row, so that a reason too many here and one too few there are both found."""
    overzicht = verslag.tabellen["overzicht-doorstroompunt-niet-begeleid"]
    grafiek = verslag.tabellen["grafiek-4"]
    delen = [regel for regel in grafiek.rijen if regel.niveau == 2]
    for code in in_volgorde((regel.code for regel in delen), (regel.code for regel in overzicht.rijen)):
        gevonden = rij(grafiek, code) or rij(overzicht, code)
        label = gevonden.label if gevonden else code
        yield from gelijk(
            aantal(grafiek, code), aantal(overzicht, code), f"“{label}” in Grafiek 4", "in het overzicht"
        )


def _hoofdgroepen(tabel: TabelUitkomst) -> dict[str, int]:
    return {regel.code: regel.aantallen[0] for regel in tabel.rijen if regel.niveau == 1}


def _uitstroom(verslag: Verslag) -> Gevonden:
    tabel_13, grafiek = verslag.tabellen["tabel-13"], verslag.tabellen["grafiek-5"]
    overzicht = verslag.tabellen["overzicht-doorstroompunt-uitstroom"]
    groepen = _hoofdgroepen(tabel_13)
    for code in in_volgorde(groepen, _hoofdgroepen(overzicht)):
        yield from gelijk(
            aantal(overzicht, code),
            groepen.get(code, 0),
            f"“{code}” in het overzicht van uitstroom",
            "in Tabel 13",
        )
    bekend = {code: aantal for code, aantal in groepen.items() if code != ONBEKEND}
    for code in in_volgorde(bekend, _hoofdgroepen(grafiek)):
        regel = rij(grafiek, code)
        yield from gelijk(aantal(grafiek, code), bekend.get(code, 0), f"“{code}” in Grafiek 5", "in Tabel 13")
        if regel is not None:
            yield from gelijk(
                regel.percentages[0],
                percentage(bekend.get(code, 0), sum(bekend.values()), 0),
                f"“{code}” in Grafiek 5, in procenten,",
                "berekend uit Tabel 13",
            )


def _uitstroom_in_tekst(verslag: Verslag) -> Gevonden:
    tabel = verslag.tabellen["tabel-13"]
    for code in ("onderwijs", "werk", TOELEIDING):
        regel = rij(tabel, code)
        if regel is not None:
            yield from gelijk(
                kerncijfer(verslag, f"vsv_tekst_uitstroom_pct_{code}"),
                regel.percentages[0],
                f"“{regel.label}” in de tekst, in procenten,",
                "in Tabel 13",
            )


def _mbo(verslag: Verslag) -> Gevonden:
    tabel = verslag.tabellen["tabel-12"]
    yield from gelijk(
        kerncijfer(verslag, "vsv_mbo_aandeel_pct"),
        percentage(aantal(tabel, "mbo", -1), totaal(tabel, len(tabel.kolommen) - 1), 0),
        "Het aandeel van het mbo in procenten",
        "berekend uit Tabel 12",
    )


def _oude_vsv(verslag: Verslag) -> Gevonden:
    tabel, grafiek = verslag.tabellen["tabel-14"], verslag.tabellen["grafiek-5"]
    begeleid = aantal(tabel, "begeleid")
    yield from gelijk(
        kerncijfer(verslag, "oude_vsv_benaderd"),
        totaal(tabel),
        "Benaderde oude vsv’ers",
        "het totaal van Tabel 14",
    )
    yield from gelijk(
        kerncijfer(verslag, "oude_vsv_tekst_begeleid"),
        begeleid,
        "Begeleide oude vsv’ers in de tekst",
        "“Begeleid” in Tabel 14",
    )
    yield from hoogstens(totaal(grafiek, 1), begeleid, "Oude vsv’ers in Grafiek 5", "“Begeleid” in Tabel 14")


def _kwetsbaar(verslag: Verslag) -> Gevonden:
    geheel = kerncijfer(verslag, "kwetsbare_jongeren_totaal")
    for code in ("tabel-15", "tabel-16"):
        tabel = verslag.tabellen[code]
        yield from gelijk(
            totaal(tabel, len(tabel.kolommen) - 1),
            geheel,
            f"Het totaal van {naam(code)}",
            "het aantal kwetsbare jongeren",
        )
    delen = som_van(verslag, *(f"kwetsbare_jongeren_{deel}" for deel in ("in_verslagjaar", "eerder", "onbekend")))
    yield from gelijk(delen, geheel, "De som van dit jaar en eerder gestopt", "het aantal kwetsbare jongeren")
    yield from hoogstens(
        kerncijfer(verslag, "kwetsbare_jongeren_begeleid"), geheel, "Begeleid", "het aantal kwetsbare jongeren"
    )


def _begeleid_wonen(verslag: Verslag) -> Gevonden:
    delen = ("uitgestroomd_zelfstandig", "nog_in_begeleiding", "beeindigd", "onbekend")
    yield from gelijk(
        som_van(verslag, *(f"begeleid_wonen_{deel}" for deel in delen)),
        kerncijfer(verslag, "begeleid_wonen_begeleid"),
        "De som van de uitkomsten van Begeleid Wonen",
        "het aantal jongeren",
    )


def _vanaf_18(verslag: Verslag) -> Gevonden:
    grenzen = (
        ("verzuim_18plus_jongeren", ("verzuim_18plus_meldingen",)),
        ("verzuim_18plus_contact", ("verzuim_18plus_jongeren",)),
        ("verzuim_18plus_waarschuwingsbrief", ("verzuim_18plus_contact",)),
        ("verzuim_18plus_preventief_contact", ("verzuim_18plus_contact",)),
        ("verzuim_18plus_contact", ("verzuim_18plus_waarschuwingsbrief", "verzuim_18plus_preventief_contact")),
        ("verzuim_18plus_gestopt", ("verzuim_18plus_jongeren",)),
        ("zorg_18plus_gestopt", ("zorg_18plus_jongeren",)),
        ("zorg_18plus_op_school_of_startkwalificatie", ("zorg_18plus_jongeren",)),
    )
    for klein, groot in grenzen:
        yield from hoogstens(
            kerncijfer(verslag, klein), som_van(verslag, *groot), f"Kerncijfer {klein}", " en ".join(groot)
        )


def _overstap(verslag: Verslag) -> Gevonden:
    kandidaten = kerncijfer(verslag, "overstap_eindexamenkandidaten_vmbo")
    niet_gestart = kerncijfer(verslag, "overstap_niet_gestart")
    gestart = kerncijfer(verslag, "overstap_gestart")
    yield from gelijk(
        kerncijfer(verslag, "overstap_geslaagd_pct"),
        # The printed report only has who did not start.
        percentage(kandidaten - niet_gestart if gestart is None else gestart, kandidaten),
        "De Overstap, gestart in procenten",
        "berekend",
    )
    yield from hoogstens(niet_gestart, kandidaten, "De Overstap, niet gestart", "alle kandidaten")
    yield from hoogstens(
        som_van(verslag, "overstap_waarvan_schoolvervangend_traject", "overstap_waarvan_werk"),
        niet_gestart,
        "De Overstap, schoolvervangend traject of werk",
        "wie niet gestart is",
    )


TUSSEN_TABELLEN = (
    Controle("vsv", "Gestopt, teruggekeerd en nieuw kloppen met elkaar.", _vsv),
    Controle("begeleid", "Het aantal begeleide jongeren is overal hetzelfde.", _begeleid),
    Controle("geen-gebruik", "De redenen in grafiek 4 en het overzicht zijn gelijk.", _redenen_geen_gebruik),
    Controle("uitstroom", "Tabel 13, grafiek 5 en het overzicht hebben dezelfde uitstroom.", _uitstroom),
    Controle("uitstroom-tekst", "De tekst over uitstroom volgt uit tabel 13.", _uitstroom_in_tekst),
    Controle("vsv-mbo", "Het aandeel van het mbo volgt uit tabel 12.", _mbo),
    Controle("oude-vsv", "De tekst en grafiek 5 over oude vsv’ers kloppen met tabel 14.", _oude_vsv),
    Controle("kwetsbaar", "Tabel 15, tabel 16 en de tekst tellen dezelfde kwetsbare jongeren.", _kwetsbaar),
    Controle("begeleid-wonen", "De uitkomsten van Begeleid Wonen tellen op.", _begeleid_wonen),
    Controle("vanaf-18", "Delen van verzuim en zorg 18+ zijn niet groter dan het geheel.", _vanaf_18),
    Controle("overstap", "De cijfers van De Overstap kloppen met elkaar.", _overstap),
)
