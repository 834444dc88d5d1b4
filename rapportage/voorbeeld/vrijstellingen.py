"""Vrijstellingen of 2023-2024: 169 besluiten and beroepen over 164 leerlingen (tabel 11)."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from leerplicht.rules import begin_schooljaar, einde_leerplicht, einde_schooljaar
from meldingen.choices import Besluit, Grondslag, Zaaksoort
from meldingen.models import Vrijstelling
from rapportage.voorbeeld.dossiers import Dossiers
from rapportage.voorbeeld.gepubliceerd import kerncijfer, kolom, kolommen
from rapportage.voorbeeld.inschrijvingen import schrijf_in
from rapportage.voorbeeld.jaarcijfers import VERSLAGJAAR
from rapportage.voorbeeld.kalender import lesdag, werkdag_na
from rapportage.voorbeeld.personen import Bevolking, Persoon, Plek
from rapportage.voorbeeld.scholen import KLASSEN, Klas

# Row of tabel 11 → grounds, the first mostly.
GRONDSLAGEN = {
    "3a": [Grondslag.ARTIKEL_3A],
    "3b": [Grondslag.ARTIKEL_3B],
    "11": [Grondslag.ARTIKEL_11F, Grondslag.ARTIKEL_11G],
    "5_onder_a": [Grondslag.ONDER_A],
    "5_onder_b": [Grondslag.ONDER_B],
    "5_onder_c": [Grondslag.ONDER_C],
    "15": [Grondslag.ARTIKEL_15],
}
# Column of tabel 11 → kinds of education.
SOORTEN = {
    "po": ["bo", "bo", "bo", "sbo", "so"],
    "vo": ["vmbo", "vmbo", "pro", "vso"],
    "mbo": ["mbo_1", "mbo_2"],
    "kdc": ["kdc"],
    "geen": ["geen"],
}
# The law ties some grounds to an age: 3a from 14, 3b at 15, 15 after the leerplicht.
LEEFTIJDEN = {"3a": (14, 15), "3b": (15,), "15": (16, 17)}


@dataclass
class Aanvraag:
    """A cell of tabel 11 before it has a person."""

    grond: str
    besluit: Besluit
    onderwijs: str
    eerder_verleend: bool = False
    tot_einde_leerplicht: bool = False
    bezocht_speciaal_onderwijs: bool = False
    teruggekeerd: bool = False


def maak_vrijstellingen(bevolking: Bevolking) -> None:
    """Every besluit of tabel 11. Those with a refusal of leave are first asked again, as far as numbers go."""
    aanvragen = _aanvragen(bevolking.dossiers.rng)
    dubbel = len(aanvragen) - kerncijfer("aanvragen_vrijstelling")
    geweigerd = [
        aanvraag
        for aanvraag in aanvragen
        if aanvraag.besluit == Besluit.NIET_VERLEEND and aanvraag.onderwijs == "po"
    ]
    verlof = [
        aanvraag
        for aanvraag in aanvragen
        if aanvraag.grond == "11" and aanvraag.besluit == Besluit.VERLEEND and aanvraag.onderwijs == "po"
    ]
    opnieuw = {id(nieuw): oud for oud, nieuw in zip(geweigerd[:dubbel], verlof[:dubbel], strict=True)}
    personen: dict[int, Persoon] = {}
    for aanvraag in sorted(aanvragen, key=lambda aanvraag: id(aanvraag) in opnieuw):
        eerste = opnieuw.get(id(aanvraag))
        persoon = personen[id(eerste)] if eerste else _persoon(bevolking, aanvraag)
        personen[id(aanvraag)] = persoon
        _beslis(bevolking, aanvraag, persoon)


def _aanvragen(rng: Random) -> list[Aanvraag]:
    aanvragen = []
    for tabel in ("tabel-11a", "tabel-11b"):
        for nummer, label in enumerate(kolommen(tabel)):
            if label == "Totaal":
                continue
            for rij, aantal in kolom(tabel, nummer).items():
                geweigerd = rij.startswith("niet_")
                besluit = Besluit.NIET_VERLEEND if geweigerd else Besluit.VERLEEND
                grond = rij.removeprefix("niet_").removeprefix("verleend_")
                aanvragen += [Aanvraag(grond, besluit, label.lower()) for _ in range(aantal)]
    onder_a = [aanvraag for aanvraag in aanvragen if aanvraag.grond == "5_onder_a"]
    rng.shuffle(onder_a)
    tot_einde = kerncijfer("vrijstelling_tot_einde_leerplicht_5a")
    for aanvraag in onder_a[:tot_einde]:
        aanvraag.tot_einde_leerplicht = True
    # Only a long period can have begun in an earlier year; only a short one ends by going back.
    for aanvraag in onder_a[: kerncijfer("waarvan_eerder_verleend")]:
        aanvraag.eerder_verleend = True
    for aanvraag in onder_a[tot_einde:][: kerncijfer("vrijstelling_terugkeer_onderwijs_5a")]:
        aanvraag.teruggekeerd = True
    for aanvraag in rng.sample(onder_a, kerncijfer("vrijstelling_bezocht_speciaal_onderwijs_5a")):
        aanvraag.bezocht_speciaal_onderwijs = True
    return aanvragen


def _persoon(bevolking: Bevolking, aanvraag: Aanvraag) -> Persoon:
    rng = bevolking.dossiers.rng
    soort = rng.choice(SOORTEN[aanvraag.onderwijs])
    leeftijd = rng.choice(LEEFTIJDEN.get(aanvraag.grond) or [klas.leeftijd for klas in KLASSEN[soort]])
    leerjaar = next((klas.leerjaar for klas in KLASSEN[soort] if klas.leeftijd == leeftijd), None)
    persoon = bevolking.leerling(soort, VERSLAGJAAR, klas=Klas(leerjaar, leeftijd))
    if aanvraag.grond in {"5_onder_a", "5_onder_b", "5_onder_c", "15"}:
        persoon.plekken[VERSLAGJAAR] = Plek(soort, None, None)
        persoon.doorlopend = False
    return persoon


def _beslis(bevolking: Bevolking, aanvraag: Aanvraag, persoon: Persoon) -> None:
    rng, begin, einde = bevolking.dossiers.rng, begin_schooljaar(VERSLAGJAAR), einde_schooljaar(VERSLAGJAAR)
    eerder_verlof = [v for v in bevolking.dossiers.rijen[Vrijstelling] if v.leerling is persoon.leerling]
    if aanvraag.eerder_verleend:
        # Within the four school years before, but not before the child was five.
        vroegste = max(persoon.leerling.geboortedatum.year + 6, VERSLAGJAAR - 4)
        schooljaar = rng.randint(min(vroegste, VERSLAGJAAR - 1), VERSLAGJAAR - 1)
        ontvangen_op = lesdag(rng, schooljaar, tot_en_met=date(schooljaar + 1, 5, 31))
    elif eerder_verlof:
        ontvangen_op = lesdag(rng, VERSLAGJAAR, vanaf=eerder_verlof[0].besloten_op + timedelta(days=7))
    else:
        laatste = date(VERSLAGJAAR + 1, 1, 31) if aanvraag.besluit == Besluit.NIET_VERLEEND else einde
        ontvangen_op = lesdag(rng, VERSLAGJAAR, vanaf=begin, tot_en_met=laatste)
    besloten_op = werkdag_na(rng, ontvangen_op, minstens=4, hoogstens=25, uiterlijk=einde)
    velden: dict = {}
    if aanvraag.besluit == Besluit.VERLEEND:
        velden["geldig_van"] = besloten_op
        velden["geldig_tot_en_met"] = einde
        if aanvraag.tot_einde_leerplicht:
            velden["geldig_tot_en_met"] = einde_leerplicht(persoon.leerling.geboortedatum)
        if aanvraag.grond == "11":
            velden["geldig_tot_en_met"] = besloten_op + timedelta(days=rng.randint(1, 14))
        if aanvraag.teruggekeerd:
            velden["teruggekeerd_op"] = _terug(bevolking, persoon, besloten_op, einde)
    registreer_vrijstelling(
        bevolking.dossiers,
        persoon,
        rng.choice(GRONDSLAGEN[aanvraag.grond]),
        ontvangen_op,
        besluit=aanvraag.besluit,
        besloten_op=besloten_op,
        tot_einde_leerplicht=aanvraag.tot_einde_leerplicht,
        bezocht_speciaal_onderwijs=aanvraag.bezocht_speciaal_onderwijs,
        **velden,
    )


def _terug(bevolking: Bevolking, persoon: Persoon, besloten_op: date, einde: date) -> date:
    op = werkdag_na(bevolking.dossiers.rng, besloten_op, minstens=14, hoogstens=90, uiterlijk=einde)
    soort = "so" if persoon.leeftijd(op) < 12 else "vso"
    schrijf_in(bevolking.dossiers, persoon, Plek(soort, None, bevolking.school(soort)), op)
    return op


def registreer_vrijstelling(
    dossiers: Dossiers, persoon: Persoon, grondslag: Grondslag, ontvangen_op: date, **velden
) -> Vrijstelling:
    """A request or appeal with its zaak, closed when `besluit` is given."""
    zaak = dossiers.open_zaak(
        persoon.leerling,
        soort=Zaaksoort.VRIJSTELLING,
        op=ontvangen_op,
        titel=f"Aanvraag ontvangen: {grondslag.label}"
        if grondslag not in Grondslag.BEROEP
        else f"Beroep ontvangen: {grondslag.label}",
    )
    vrijstelling = dossiers.voeg_toe(
        Vrijstelling(
            zaak=zaak,
            leerling=persoon.leerling,
            grondslag=grondslag,
            ontvangen_op=ontvangen_op,
            onderwijssoort=dossiers.code("onderwijssoort", persoon.plek.soort),
            **velden,
        )
    )
    if vrijstelling.besluit:
        titel = f"Besluit: {Besluit(vrijstelling.besluit).label}"
        dossiers.sluit_zaak(zaak, op=vrijstelling.besloten_op, titel=titel, gebeurtenis="besluit")
    return vrijstelling
