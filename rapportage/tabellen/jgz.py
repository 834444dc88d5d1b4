"""Grafiek 2 and 3: the examinations on sick leave by the schoolarts."""

from meldingen.choices import FollowUp, InStaat
from rapportage.kruistabel import Aandeel, Tabel
from rapportage.tabellen.bronnen import jgz_onderzoeken
from rapportage.uitsplitsing import per_keuze
from rapportage.verslagjaar import Periode

_VAN_DE_ONDERZOEKEN = Aandeel("van de onderzoeken", decimalen=0)
_KALENDERJAAR = "De jeugdarts telt per kalenderjaar: het jaar waarin het schooljaar eindigt."

SCHOOLARTS = (
    Tabel(
        code="grafiek-2",
        titel="Ziekteverzuim in staat onderwijs te volgen",
        eenheid="onderzoeken",
        periode=Periode.KALENDERJAAR,
        bron=jgz_onderzoeken,
        rijen=per_keuze("in_staat", *((keuze.value, keuze.label, (keuze.value,)) for keuze in InStaat)),
        aandeel=_VAN_DE_ONDERZOEKEN,
        voetnoten=(_KALENDERJAAR,),
    ),
    Tabel(
        code="grafiek-3",
        titel="Ziekteverzuim resultaat",
        eenheid="onderzoeken",
        periode=Periode.KALENDERJAAR,
        bron=jgz_onderzoeken,
        rijen=per_keuze("follow_up", *((keuze.value, keuze.label, (keuze.value,)) for keuze in FollowUp)),
        aandeel=_VAN_DE_ONDERZOEKEN,
        voetnoten=(_KALENDERJAAR,),
    ),
)
