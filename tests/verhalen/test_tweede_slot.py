"""With the first lock removed, the second one holds: a colleague of another gemeente still sees nothing.

Walks every address of the project, also those that are added later, past one of every kind of row.
"""

from leerplicht.models.codelijst import CodeQuerySet
from leerplicht.models.zaak import ViaZaakQuerySet, ZaakQuerySet
from leerplicht.toegang.queryset import GemeenteQuerySet
from tests.verhalen.lekwandeling import Wandeling
from tests.verhalen.lekwie import wie_in


def test_another_gemeente_sees_nothing_without_the_first_lock(wereld, merken, luisteraar, monkeypatch):
    for queryset in {GemeenteQuerySet, ZaakQuerySet, ViaZaakQuerySet, CodeQuerySet}:
        monkeypatch.setattr(queryset, "zichtbaar_voor", lambda self, gebruiker: self.all())
    verslag = Wandeling(wie_in(wereld, "elders", "teamleider"), merken, wereld).loop()
    # Of his own gemeente he sees zaken of opsporing, for which he was not authorised: the lock was really gone.
    assert {merk.vak for merk in verslag.gezien if merk.model == "zaak"} >= {"opsporing"}
    assert {merk.gemeente for merk in verslag.gezien} == {"elders"}
