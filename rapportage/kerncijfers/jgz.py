"""The figures in the text about the schoolarts, per calendar year."""

from django.db.models import Q

from leerplicht import parameters
from meldingen.choices import FollowUp, InStaat
from rapportage.kerncijfers.declaraties import Berekening, Telling, aandeel
from rapportage.kerncijfers.sectoren import per_sector
from rapportage.tabellen.bronnen import jgz_onderzoeken
from rapportage.verslagjaar import Periode

TELLINGEN: tuple[Telling, ...] = (
    Telling(
        "jgz_onderzoeken",
        "Onderzoeken door de jeugdarts",
        "onderzoeken",
        jgz_onderzoeken,
        periode=Periode.KALENDERJAAR,
    ),
    *per_sector(
        "jgz", "Onderzoeken door de jeugdarts", "onderzoeken", jgz_onderzoeken, periode=Periode.KALENDERJAAR
    ),
    Telling(
        "jgz_in_staat",
        "Geheel of gedeeltelijk in staat onderwijs te volgen",
        "onderzoeken",
        jgz_onderzoeken,
        lambda jaar: Q(in_staat__in=[InStaat.JA.value, InStaat.GEDEELTELIJK.value]),
        periode=Periode.KALENDERJAAR,
    ),
    Telling(
        "jgz_niet_verminderd",
        "Ziekteverzuim niet verminderd",
        "onderzoeken",
        jgz_onderzoeken,
        lambda jaar: Q(follow_up=FollowUp.NIET_VERMINDERD.value),
        periode=Periode.KALENDERJAAR,
    ),
    Telling(
        "jgz_geen_reactie",
        "School reageerde niet op de vraag naar het ziekteverzuim",
        "onderzoeken",
        jgz_onderzoeken,
        lambda jaar: Q(follow_up=FollowUp.GEEN_REACTIE.value),
        periode=Periode.KALENDERJAAR,
    ),
)

BEREKENINGEN: tuple[Berekening, ...] = (
    Berekening(
        "jgz_in_staat_pct",
        "Geheel of gedeeltelijk in staat onderwijs te volgen",
        "procent",
        aandeel("jgz_in_staat", "jgz_onderzoeken", 0),
        Periode.KALENDERJAAR,
    ),
    Berekening(
        "jgz_tekst_niet_verminderd_pct",
        "Ziekteverzuim niet verminderd",
        "procent",
        aandeel("jgz_niet_verminderd", "jgz_onderzoeken", 0),
        Periode.KALENDERJAAR,
    ),
    Berekening(
        "jgz_tekst_geen_reactie_pct",
        "School reageerde niet op de vraag naar het ziekteverzuim",
        "procent",
        aandeel("jgz_geen_reactie", "jgz_onderzoeken", 0),
        Periode.KALENDERJAAR,
    ),
    Berekening(
        "jgz_follow_up_maanden",
        "Maanden tussen onderzoek en follow-up",
        "maanden",
        lambda bekend: parameters.op("jgz_follow_up_maanden", bekend.jaar.einde_kalenderjaar).waarde,
        Periode.KALENDERJAAR,
    ),
)
