"""What is proposed for what came in: the whole table of cases, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from meldingen.choices import DuoSoort, Soort
from meldingen.rules import Aandachtspunt
from meldingen.triage.choices import Actie
from meldingen.triage.rules import Eerdere, Feiten, Voorstel, Wie, mogelijk, voorstel

DAG = date(2024, 3, 5)
ANNA, BRAM, GIJS = Wie(1, "Anna"), Wie(2, "Bram"), Wie(3, "Gijs")
LICHT = Feiten(Soort.RELATIEF_LICHT, DAG, ANNA, kan_ter_kennisgeving=True, kan_thuiszitter=True)
OPEN = Eerdere(11, Soort.RELATIEF_LICHT, date(2024, 2, 12), None, BRAM)
VIER_WEKEN = replace(OPEN, pk=12, gesloten_op=date(2024, 2, 6), gemeld_op=date(2024, 1, 8))
DAARVOOR = replace(VIER_WEKEN, pk=13, gesloten_op=date(2024, 2, 5))
ZORG = replace(OPEN, pk=14, soort=Soort.ZORG)
THUISZITTER = replace(OPEN, pk=15, soort=Soort.THUISZITTER, eigenaar=None)
EERST = "Eerste melding van verzuim; niemand kent deze leerling of school al."

GEVALLEN = {
    "eerste melding": (LICHT, Voorstel(Actie.WAARSCHUWING, EERST, True, ANNA)),
    "eerste melding, school van een collega": (
        replace(LICHT, van_de_school=GIJS),
        Voorstel(
            Actie.WAARSCHUWING,
            "Eerste melding van verzuim; Gijs behandelt de meeste meldingen van deze school.",
            True,
            GIJS,
        ),
    ),
    "eerste melding, een collega kent de leerling": (
        replace(LICHT, van_de_school=GIJS, behandelaar=BRAM),
        Voorstel(
            Actie.WAARSCHUWING,
            "Eerste melding van verzuim; Bram behandelt al een zaak van deze leerling.",
            True,
            BRAM,
        ),
    ),
    "luxe": (replace(LICHT, soort=Soort.LUXE), Voorstel(Actie.WAARSCHUWING, EERST, True, ANNA)),
    "18+": (replace(LICHT, soort=Soort.VERZUIM_18PLUS), Voorstel(Actie.WAARSCHUWING, EERST, True, ANNA)),
    "zorg eerder is geen verzuim eerder": (
        replace(LICHT, eerdere=[ZORG]),
        Voorstel(Actie.WAARSCHUWING, EERST, True, ANNA, 14),
    ),
    "vervolg op wat open is": (
        replace(LICHT, eerdere=[ZORG, OPEN], behandelaar=GIJS),
        Voorstel(Actie.VERVOLG, "Er is nog een open melding van 12-02-2024 bij Bram.", True, BRAM, 11),
    ),
    "open gaat voor pas afgesloten": (
        replace(LICHT, eerdere=[VIER_WEKEN, OPEN]),
        Voorstel(Actie.VERVOLG, "Er is nog een open melding van 12-02-2024 bij Bram.", True, BRAM, 11),
    ),
    "vervolg op wat vier weken geleden sloot": (
        replace(LICHT, eerdere=[VIER_WEKEN]),
        Voorstel(
            Actie.VERVOLG,
            "De melding van 08-01-2024 bij Bram is pas op 06-02-2024 afgesloten.",
            True,
            BRAM,
            12,
        ),
    ),
    "een dag langer geleden is geen vervolg": (
        replace(LICHT, eerdere=[DAARVOOR]),
        Voorstel(Actie.TOEWIJZEN, "Niemand kent deze leerling of school al.", False, ANNA, 13),
    ),
    "een andere soort is geen vervolg": (
        replace(LICHT, soort=Soort.RELATIEF_WETTELIJK, eerdere=[OPEN], behandelaar=BRAM),
        Voorstel(Actie.TOEWIJZEN, "Bram behandelt al een zaak van deze leerling.", True, BRAM, 11),
    ),
    "vervolg op een zaak van het team": (
        replace(LICHT, eerdere=[replace(OPEN, eigenaar=None)], van_de_school=GIJS),
        Voorstel(Actie.VERVOLG, "Er is nog een open melding van 12-02-2024.", True, GIJS, 11),
    ),
    "al van mij": (
        replace(LICHT, soort=Soort.ZORG, behandelaar=ANNA),
        Voorstel(Actie.TOEWIJZEN, "U behandelt al een zaak van deze leerling.", False, ANNA),
    ),
    "school vraagt niets": (
        replace(LICHT, actie_gewenst=False),
        Voorstel(Actie.TER_KENNISGEVING, "De school vraagt geen actie en er is niets eerder gemeld.", True, ANNA),
    ),
    "school vraagt niets, maar het is wettelijk verzuim": (
        replace(LICHT, soort=Soort.RELATIEF_WETTELIJK, actie_gewenst=False),
        Voorstel(Actie.WAARSCHUWING, EERST, True, ANNA),
    ),
    "school vraagt niets, maar er is een geschiedenis": (
        replace(LICHT, actie_gewenst=False, eerdere=[ZORG]),
        Voorstel(Actie.WAARSCHUWING, EERST, True, ANNA, 14),
    ),
    "school vraagt niets, maar de lijst kent het niet": (
        replace(LICHT, actie_gewenst=False, kan_ter_kennisgeving=False),
        Voorstel(Actie.WAARSCHUWING, EERST, True, ANNA),
    ),
    "volgens de school een vervolg": (
        replace(LICHT, eerdere=[OPEN, ZORG], volgt_op=14),
        Voorstel(Actie.VERVOLG, "Gemeld als vervolg op de melding van 12-02-2024 bij Bram.", True, BRAM, 14),
    ),
    "langdurig": (
        replace(LICHT, soort=Soort.RELATIEF_WETTELIJK, duo_soort=DuoSoort.LANGDURIG, actie_gewenst=False),
        Voorstel(
            Actie.THUISZITTER,
            "De school meldt langdurig verzuim (LRV): beslis of dit een thuiszitter is.",
            False,
            ANNA,
        ),
    ),
    "langdurig, en al bekend als thuiszitter": (
        replace(LICHT, duo_soort=DuoSoort.LANGDURIG, eerdere=[OPEN, THUISZITTER]),
        Voorstel(Actie.VERVOLG, "Er is nog een open melding van 12-02-2024.", True, ANNA, 15),
    ),
    "langdurig, maar er is al een reden": (
        replace(LICHT, duo_soort=DuoSoort.LANGDURIG, kan_thuiszitter=False, eerdere=[DAARVOOR]),
        Voorstel(Actie.TOEWIJZEN, "Niemand kent deze leerling of school al.", False, ANNA, 13),
    ),
    "zorg": (
        replace(LICHT, soort=Soort.ZORG, van_de_school=BRAM),
        Voorstel(Actie.TOEWIJZEN, "Bram behandelt de meeste meldingen van deze school.", True, BRAM),
    ),
    "18+ na eerder verzuim": (
        replace(LICHT, soort=Soort.VERZUIM_18PLUS, eerdere=[DAARVOOR]),
        Voorstel(Actie.TOEWIJZEN, "Niemand kent deze leerling of school al.", False, ANNA, 13),
    ),
}


@pytest.mark.parametrize("geval", GEVALLEN)
def test_the_proposal(geval):
    feiten, verwacht = GEVALLEN[geval]
    assert voorstel(feiten) == verwacht


@pytest.mark.parametrize(
    ("code", "actie"),
    [
        ("overleden", Actie.NIETS),
        ("vertrokken", Actie.NIETS),
        ("dubbel", Actie.NIETS),
        ("leeftijd", Actie.NIETS),
        ("plicht", Actie.NIETS),
        ("vrijstelling", Actie.NIETS),
        ("uren", Actie.VERVOLG),
    ],
)
def test_what_is_odd_is_looked_at_first(code, actie):
    feiten = replace(LICHT, punten=[Aandachtspunt(code, "Kijk eerst.")], eerdere=[OPEN])
    gekregen = voorstel(feiten)
    assert (gekregen.actie, gekregen.zeker) == (actie, actie == Actie.VERVOLG)
    assert (gekregen.waarom == "Kijk eerst.", gekregen.vervolg_op) == (actie == Actie.NIETS, 11)


def test_what_can_be_chosen():
    assert mogelijk(replace(LICHT, eerdere=[OPEN])) == list(Actie)
    assert mogelijk(Feiten(Soort.ZORG, DAG, ANNA)) == [Actie.TOEWIJZEN, Actie.NIETS]
    assert mogelijk(LICHT) == [actie for actie in Actie if actie != Actie.VERVOLG]
