"""The controls fed with the printed figures find every fault that is known, and nothing else.

And fed with the corrected figures: nothing, but everything as soon as one cell is changed.
"""

from copy import deepcopy

from rapportage.controles import CONTROLES, controleer
from tests.rapportage.gedrukt import als_verslag
from tests.rapportage.test_publicatie import AFWIJKINGEN, GEDRUKT, JUIST

TABELLEN = "de som van Tabel 2, 4, 6, 8 en 10"
# Number in fixtures/afwijkingen-2023-2024.yaml → (control, sentence). Row 1 shows in the overview as well: its
# 24 "niet verwijtbaar" is right, and more than the 19 that the tables then add up to.
VERWACHT = {
    1: {
        ("rijen", "Tabel 4, kolom 1: de som van de rijen is 36, maar het totaal is 41."),
        ("resultaten", f"“Niet verwijtbaar” in het overzicht van resultaten is 24, maar {TABELLEN} is 19."),
    },
    2: {
        (
            "percentages",
            f"Tabel 10, rij “{rij}”, percentage 1: 14,3%, maar uit de aantallen volgt 4,2%.",
        )
        for rij in ("Verzuim (absoluut of relatief)", "Niet langer zorgelijk")
    },
    3: {
        ("rijen", "Tabel 13, kolom 1: de som van de rijen is 186, maar het totaal is 189."),
        (
            "rijen",
            "Overzicht doorstroompunt, aanbod, kolom 1: de som van de rijen is 340, maar het totaal is 337.",
        ),
        (
            "begeleid",
            "“Begeleid” in Overzicht doorstroompunt, aanbod is 189, maar het kerncijfer begeleid is 186.",
        ),
        ("begeleid", "Het totaal van Tabel 13 is 189, maar het kerncijfer begeleid is 186."),
    },
    4: {
        ("uitstroom-tekst", f"“{groep}” in de tekst, in procenten, is {tekst}, maar in Tabel 13 is {tabel}.")
        for groep, tekst, tabel in (
            ("Onderwijs", "28", "34,4"),
            ("Werk regulier", "36,3", "43,5"),
            ("Toeleidingstrajecten", "26,8", "19,4"),
        )
    },
    5: {
        (
            "delen",
            "Grafiek 4, kolom 1: de som van de rijen onder “Niet begeleid” is 153, maar die rij zelf is 151.",
        ),
        ("geen-gebruik", "“Heeft aanbod geweigerd” in Grafiek 4 is 9, maar in het overzicht is 0."),
        ("geen-gebruik", "“Volgt traject arbeidsbeperkt” in Grafiek 4 is 8, maar in het overzicht is 9."),
        ("geen-gebruik", "“Geen aanbod i.v.m. beperking” in Grafiek 4 is 2, maar in het overzicht is 8."),
    },
    6: {("oude-vsv", "Begeleide oude vsv’ers in de tekst is 64, maar “Begeleid” in Tabel 14 is 67.")},
    7: {
        (
            "percentages",
            f"Tabel 16, rij “{rij}”, percentage 1: {gedrukt}%, maar uit de aantallen volgt {juist}%.",
        )
        for rij, gedrukt, juist in (
            ("Onderwijs", "8,5", "9,5"),
            ("Werk regulier", "41,3", "48,8"),
            ("UWV/GSD/Binnenbaan", "37,0", "31,0"),
            ("Hulpverlening", "8,7", "6,0"),
            ("Niet plaatsbaar", "6,5", "4,8"),
        )
    },
    8: {
        ("vrijstellingen", zin)
        for zin in (
            "“Geregeld schoolbezoek” in het overzicht van vrijstellingen is 41, maar Tabel 11a is 40.",
            "“Inschrijving” in het overzicht van vrijstellingen is 123, maar Tabel 11b is 129.",
            "“Verleend” in het overzicht van aanvragen is 151, maar de som van Tabel 11 is 156.",
            "Het totaal van Overzicht leerplicht, vrijstellingen is 164, maar de som van Tabel 11 is 169.",
            "Het totaal van Overzicht leerplicht, aanvragen is 164, maar de som van Tabel 11 is 169.",
        )
    },
    9: {("sectoren", "De som van thuiszitters per onderwijs is 104, maar het geheel is 105.")},
    10: {
        ("resultaten", f"“{rij}” in het overzicht van resultaten is {gedrukt}, maar {TABELLEN} is {juist}.")
        for rij, gedrukt, juist in (
            ("Ter kennisname dossier", 451, 452),
            ("School vervangend traject", 91, 68),
            ("Verhuisd", 59, 57),
            ("Overdracht Doorstroompunt", 36, 37),
            ("Vrijstellingen", 6, 5),
            ("onderwijszorgarrangement", 0, 21),
            ("werk", 0, 3),
        )
    },
    11: {("groei", "De stijging in procenten is 8, maar berekend is 8,8.")},
    12: {("begeleid-wonen", "De som van de uitkomsten van Begeleid Wonen is 56, maar het aantal jongeren is 57.")},
    13: {
        ("jeugdarts", f"“{rij}” in de tekst, in procenten, is 31, maar in Grafiek 3 is 32.")
        for rij in ("Niet verminderd", "Onbekend school niet gereageerd")
    },
    14: {
        ("percentages", f"{waar}, percentage 1: {gedrukt}%, maar uit de aantallen volgt {juist}%.")
        for waar, gedrukt, juist in (
            ("Tabel 1, rij “Aanvraag vrijstelling”", "4,5", "4,6"),
            ("Tabel 3, rij “Familieomstandigheden”", "58,6", "58,5"),
            ("Tabel 6, rij “Niet verwijtbaar”", "1,1", "1,2"),
            ("Tabel 8, rij “Onderwijszorgarrangement”", "16,0", "16,2"),
            ("Tabel 8, rij “Overdracht Doorstroompunt i.v.m. bereiken 18 jaar”", "2,0", "1,9"),
            ("Tabel 8, rij “Vrijstelling”", "2,0", "1,9"),
            ("Tabel 9, rij “Gezinsproblematiek”", "15,5", "15,4"),
            ("Tabel 10, rij “Schoolvervangend traject”", "3,5", "3,6"),
        )
    },
}


def gevonden(verslag):
    return {(controle.code, afwijking) for controle in controleer(verslag) for afwijking in controle.afwijkingen}


def test_the_printed_figures_fail_in_every_known_place_and_nowhere_else():
    te_vinden = {rij["nummer"] for rij in AFWIJKINGEN["afwijkingen"] if rij["soort"] in "IP"}
    in_tekst = {rij["nummer"] for rij in AFWIJKINGEN["afwijkingen"] if rij["soort"] == "T"}
    # The three contradictions between text and table are found as well; labels (L) are no arithmetic.
    assert set(VERWACHT) == te_vinden | in_tekst

    assert gevonden(als_verslag(GEDRUKT)) == set().union(*VERWACHT.values())


def test_the_corrected_figures_hold():
    assert gevonden(als_verslag(JUIST)) == set()


def test_every_control_has_its_own_code_and_reports_what_it_finds():
    uitslagen = controleer(als_verslag(GEDRUKT))

    assert [uitslag.code for uitslag in uitslagen] == [controle.code for controle in CONTROLES]
    assert len({controle.code for controle in CONTROLES}) == len(CONTROLES)
    assert [uitslag.houdt for uitslag in uitslagen] == [not uitslag.afwijkingen for uitslag in uitslagen]


def cellen(verslag):
    """Every place with a number: a path of keys into the figures."""
    for code, tabel in verslag["tabellen"].items():
        for nummer, waarde in enumerate(tabel["totaal"]):
            if waarde is not None:
                yield ("tabellen", code, "totaal", nummer)
        for plek, rij in enumerate(tabel["rijen"]):
            for veld in ("aantallen", "percentages"):
                for nummer, waarde in enumerate(rij[veld]):
                    if waarde is not None:
                        yield ("tabellen", code, "rijen", plek, veld, nummer)
    for code, waarde in verslag["kerncijfers"].items():
        if waarde is not None:
            yield ("kerncijfers", code)


# No other figure of the printed report says anything about these: a control has nothing to hold them against.
# Some do have an upper limit, which one more does not pass; 790 of 795 candidates is as well 99,5 %.
STAAN_OP_ZICHZELF = {
    ("kerncijfers", code)
    for code in (
        "leerplichtigen",
        "leerlingen_gemeld",
        "leerlingen_gemeld_vorig_jaar",
        "waarvan_eerder_verleend",
        "vrijstelling_terugkeer_onderwijs_5a",
        "vrijstelling_tot_einde_leerplicht_5a",
        "vrijstelling_bezocht_speciaal_onderwijs_5a",
        "absoluut_onderzoeken",
        "luxe_gezinnen",
        "luxe_nader_onderzoek_verwijtbaarheid",
        "relatief_wettelijk_leerlingen",
        "relatief_licht_leerlingen",
        "thuiszitters_vorig_jaar",
        "jgz_follow_up_maanden",
        "overstap_eindexamenkandidaten_vmbo",
        "overstap_huisbezoeken",
        "vsv_nieuw_pct",
        "vsv_nieuw_pct_vorig_jaar",
        "vsv_redenen_gestopt_pct_werken",
        "vsv_redenen_gestopt_pct_gebrek_aan_motivatie",
        "vsv_redenen_gestopt_pct_verkeerde_opleidingskeuze",
        "vsv_redenen_gestopt_pct_hoogst_haalbare",
        "verzuim_18plus_meldingen",
        "verzuim_18plus_jongeren",
        "verzuim_18plus_jongeren_vorig_jaar",
        "verzuim_18plus_contact",
        "verzuim_18plus_waarschuwingsbrief",
        "verzuim_18plus_preventief_contact",
        "verzuim_18plus_gestopt",
        "zorg_18plus_jongeren",
        "zorg_18plus_jongeren_vorig_jaar",
        "zorg_18plus_woonproblematiek_pct",
        "zorg_18plus_psychosociaal_pct",
        "zorg_18plus_studie_pct",
        "zorg_18plus_op_school_of_startkwalificatie",
        "zorg_18plus_gestopt",
        "kwetsbare_jongeren_begeleid",
    )
}


def test_one_wrong_cell_anywhere_is_found():
    ongezien = set()
    for pad in cellen(JUIST):
        verslag = deepcopy(JUIST)
        houder = verslag
        for sleutel in pad[:-1]:
            houder = houder[sleutel]
        houder[pad[-1]] += 1
        if not gevonden(als_verslag(verslag)):
            ongezien.add(pad)

    assert ongezien == STAAN_OP_ZICHZELF
