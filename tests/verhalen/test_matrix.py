"""The walked matrix: every address as everybody, with records made to be leaked. Nothing leaks.

What may be seen, and what every address must answer, follows from what is declared: the right on a view, those of
a role, the compartment of a record, the data map. A mark found by whoever may not read it is a leak; an answer
that the declarations do not foresee is a fault. An address, role or model that is added later is walked by itself;
a new model asks for its builder in `lekbouwers.py`. The counts are in docs/matrix.md.
"""

import re

from django.core import mail

from leerplicht.models import Gebruiker, Gezin
from leerplicht.roles import Recht
from tests.verhalen import lekdocument
from tests.verhalen.lekbouwers import BOUWERS
from tests.verhalen.lekmerken import Merken
from tests.verhalen.lekverwachting import VOOR_IEDEREEN, views_per_route
from tests.verhalen.lekwandeling import DOSSIERRECHTEN, Verslag, Wandeling
from tests.verhalen.lekwereld import gemeentemodellen, leest_als_zaak, vul, zaaknummer
from tests.verhalen.lekwie import Wie, iedereen_in, wie_in
from tests.verhalen.wandeling import verschillen

# Models of which nothing is shown on any page: they only connect other rows, or say how a form was sent.
TOONT_NIETS = {
    "gezin",
    "toewijzing",
    "indeling",
    "verzending",
    "aanstelling",
    "bronrij",
    "sorteerronde",
    # By the code of a result, and this one is of none.
    "terugmeldkeuze",
    # Undone, so that it says nothing any more.
    "samenvoeging",
}
_ALLE = list(BOUWERS)
ZONDER_PERSOON = {model: BOUWERS[model] for model in _ALLE[: _ALLE.index(Gezin)]}
MET_PERSOON = {model: BOUWERS[model] for model in _ALLE[_ALLE.index(Gezin) :]}
ZONDER_ZAAK = {model: maak for model, maak in MET_PERSOON.items() if not leest_als_zaak(model)}
VAN_ZAAK = {model: maak for model, maak in MET_PERSOON.items() if leest_als_zaak(model)}
# Whose walk is thorough. Together they have every right but opsporing; of dossiers each has as little as can be.
GRONDIG = {"leerplichtambtenaar", "casemanager", "redacteur", "functioneel beheerder", "privacy officer"}
# From another gemeente: together they have every right.
GRONDIG_BUITEN = {"teamleider", "functioneel beheerder", "privacy officer"}
# Says what the machine does just now.
NOOIT_GELIJK = re.compile("/gezond/")
# What these are for: the years and counts of the report, and how much open work a colleague has, for who may
# deactivate him. They name no leerling.
TELT = re.compile(r"/jaarverslag/(2023/)?|/beheer/gebruikers/\d+/.*")


def zoekwoorden(wereld, kant: str) -> tuple[str, ...]:
    """What somebody who knows of the records would type: a name, a BSN, the numbers of zaken."""
    toezicht, doorstroompunt, opsporing = wereld[kant]
    zaken = [zaaknummer(plek.nummer) for plek in (doorstroompunt, opsporing)]
    return (opsporing.leerling.zoeknaam.split()[0], toezicht.leerling.bsn, *zaken)


def alleen_eersten(mensen: list[Wie]) -> set[Wie]:
    """The first with each set of rights."""
    return set({wie.rechten: wie for wie in reversed(mensen)}.values())


def dossierrechten(wie: Wie) -> frozenset[Recht]:
    return wie.rechten & DOSSIERRECHTEN


def kent_leerlingen(wie: Wie) -> bool:
    return bool(wie.rechten & (DOSSIERRECHTEN | {Recht.PRIVACY}))


def ziet_anders(
    eerst: dict[Wie, dict[str, bytes]], verslagen: list[Verslag], behalve: re.Pattern = NOOIT_GELIJK
) -> dict[str, dict]:
    """Who was shown something else than before the records were there, and where."""
    anders = {}
    for verslag in verslagen:
        voor = eerst.get(verslag.wie, {})
        gelijk = [pad for pad in voor if not NOOIT_GELIJK.fullmatch(pad) and not behalve.fullmatch(pad)]
        if waar := verschillen({pad: voor[pad] for pad in gelijk}, {pad: verslag.paginas[pad] for pad in gelijk}):
            anders[verslag.wie.naam] = waar
    return anders


def in_orde(verslagen: list[Verslag], merken: Merken, luisteraar) -> None:
    """Nothing leaked, also not in a log line or an e-mail; nothing broke; every answer was as declared."""
    assert [lek for verslag in verslagen for lek in verslag.lekken] == []
    assert [kapot for verslag in verslagen for kapot in verslag.kapot] == []
    assert [anders for verslag in verslagen for anders in verslag.anders] == []
    post = [merken.vindplaatsen(f"{bericht.subject} {bericht.body}") for bericht in mail.outbox]
    assert luisteraar.gevonden.union(*post) == set()


def test_every_model_has_a_record_to_leak(wereld, merken):
    """A model without a builder would be walked past. History is written by triggers, so it has its marks too."""
    assert {model.__name__ for model in gemeentemodellen()} - {model.__name__ for model in BOUWERS} == set()
    assert {model for plek in wereld["hier"] for model in plek.rijen} == set(BOUWERS)
    lekdocument.leg_vast("marks", lekdocument.merken_tabel(merken))


def test_every_view_declares_who_may_enter():
    zonder = {route for route, view in views_per_route().items() if not hasattr(view, "rechten")}
    assert {route for route in zonder if not route.startswith("/account/")} == VOOR_IEDEREEN
    lekdocument.leg_vast("addresses", lekdocument.adressen_tabel())


def test_inside_the_gemeente(lege_wereld, merken, luisteraar):
    """Every role sees what its rights open, and nothing else; and sees at least something of each of those.

    On the way: who knows no leerlingen cannot tell whether there are dossiers, and who may not read opsporing
    whether there is a zaak of it.
    """
    hier = lege_wereld["hier"]
    # The teamleider is who typed a draft.
    mensen = [
        Wie(wie.naam, "hier", hier[0].collega, wie.rechten, hier[0].vak) if wie.naam == "teamleider" else wie
        for wie in iedereen_in(lege_wereld, "hier")
    ]
    vul(lege_wereld["elders"], BOUWERS)
    vul(hier, ZONDER_PERSOON)
    eerst = {}
    for wie in mensen:
        if not kent_leerlingen(wie):
            eerst[wie] = Wandeling(wie, merken, lege_wereld).kijk()
    vul([plek for plek in hier if plek.vak != "opsporing"], MET_PERSOON)
    vul([plek for plek in hier if plek.vak == "opsporing"], ZONDER_ZAAK)
    zoek = zoekwoorden(lege_wereld, "hier") + zoekwoorden(lege_wereld, "elders")
    for wie in mensen:
        if wie.naam in GRONDIG and wie not in eerst:
            eerst[wie] = Wandeling(wie, merken, lege_wereld, zoek).kijk()
    vul([plek for plek in hier if plek.vak == "opsporing"], VAN_ZAAK)
    verslagen = [
        Wandeling(wie, merken, lege_wereld, zoek).loop(
            grondig=wie.naam in GRONDIG,
            sturen=wie in alleen_eersten(mensen),
            bewaar=eerst.get(wie, {}),
        )
        for wie in mensen
    ]
    in_orde(verslagen, merken, luisteraar)
    assert ziet_anders(eerst, verslagen, TELT) == {}
    # The walk proves something: who may read it, finds it.
    te_zien = {merk.model for verslag in verslagen for merk in verslag.gezien}
    assert {model._meta.model_name for model in BOUWERS} - te_zien == TOONT_NIETS
    assert {merk.vak for verslag in verslagen for merk in verslag.gezien if merk.model == "concept"} == {
        hier[0].vak
    }
    for verslag in verslagen:
        vakken = {merk.vak for merk in verslag.gezien if merk.model in ("melding", "taak", "gebeurtenis")}
        assert len(vakken) == len(dossierrechten(verslag.wie)), verslag.wie.naam
    lekdocument.leg_vast("inside", lekdocument.tabel_van(verslagen))


def test_outside_the_gemeente(lege_wereld, merken, luisteraar):
    """Every role of another gemeente, who knows numbers and names: nothing of ours, not even that it is there."""
    mensen = iedereen_in(lege_wereld, "elders")
    vul(lege_wereld["elders"], BOUWERS)
    kijkers = [wie for wie in mensen if wie.naam in GRONDIG_BUITEN or Recht.OPSPORING in wie.rechten]
    assert {recht for wie in kijkers for recht in wie.rechten} == set(Recht)
    eerst = {wie: Wandeling(wie, merken, lege_wereld).kijk() for wie in kijkers}
    vul(lege_wereld["hier"], BOUWERS)
    verslagen = [
        Wandeling(wie, merken, lege_wereld, zoekwoorden(lege_wereld, "hier")).loop(
            grondig=wie.naam in GRONDIG_BUITEN, bewaar=eerst.get(wie, {})
        )
        for wie in mensen
    ]
    in_orde(verslagen, merken, luisteraar)
    assert ziet_anders(eerst, verslagen) == {}
    assert {merk.gemeente for verslag in verslagen for merk in verslag.gezien} == {"elders"}
    lekdocument.leg_vast("outside", lekdocument.tabel_van(verslagen))


def test_who_is_nobody(wereld, merken, luisteraar):
    """Not logged in, without a role, and no longer active: no mark at all, not even of what everybody may read."""
    zonder_rol = Gebruiker.objects.create(email="zonder@voorbeeld.test", naam="Zonder Rol")
    weg = wie_in(wereld, "hier", "teamleider")
    mensen = [
        Wie("not logged in", "", None),
        Wie("without a role", "", zonder_rol),
        Wie("no longer active", "", weg.gebruiker),
    ]
    wandelingen = [Wandeling(wie, merken, wereld, zoekwoorden(wereld, "hier")) for wie in mensen]
    # The session is older than the end of the account.
    weg.gebruiker.is_active = False
    weg.gebruiker.save()
    verslagen = [wandeling.loop(grondig=wandeling.wie.gebruiker is None) for wandeling in wandelingen]
    in_orde(verslagen, merken, luisteraar)
    assert [verslag.gezien for verslag in verslagen] == [set()] * 3
    lekdocument.leg_vast("nobody", lekdocument.tabel_van(verslagen))
