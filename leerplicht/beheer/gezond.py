"""Whether everything works, part by part, in a Dutch sentence for the beheerder.

`leeft` is for who restarts a dead process, `klaar` for who decides whether it may get requests: only what a
page cannot do without. The rest is looked at by people and by Prometheus.
"""

import shutil
import smtplib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from leerplicht import parameters
from leerplicht.bestanden import virusscan
from leerplicht.database_role import bypass
from leerplicht.models import Herstelproef, Opdracht
from leerplicht.tasks import HEARTBEAT

# Beat sends a heartbeat every minute; twice missed is ill.
OUDSTE_HARTSLAG = timedelta(minutes=2)
# Nobody waits longer than this for the answer of one part.
GEDULD = 3.0
# Less than this many bytes free is said beforehand.
KRAP = 2 * 1024**3
SMTP = "leerplicht.postvak.smtp.SmtpBackend"
LETTERTYPEN = ("source-sans-3-latin-400-normal.woff2", "source-sans-3-latin-ext-400-normal.woff2")


class Stand(StrEnum):
    OK = "ok"
    LET_OP = "let_op"
    FOUT = "fout"


@dataclass(frozen=True)
class Meting:
    """One part: `zin` says what was found. `waarde`: the number behind it, for Prometheus."""

    code: str
    naam: str
    stand: Stand
    zin: str
    waarde: float | None = None

    @property
    def is_fout(self) -> bool:
        return self.stand == Stand.FOUT


@dataclass(frozen=True)
class Onderzoek:
    """How a part is looked at: the answer is a stand, a sentence and perhaps a number."""

    code: str
    naam: str
    kijk: Callable[[], tuple[Stand, str, float | None]]
    # Without this no page can be given.
    onmisbaar: bool = False

    def meet(self) -> Meting:
        try:
            stand, zin, waarde = self.kijk()
        except (DatabaseError, redis.RedisError, OSError) as fout:
            # The kind of error only: its text may quote what was asked.
            stand, zin, waarde = Stand.FOUT, f"Geeft geen antwoord ({type(fout).__name__}).", None
        return Meting(self.code, self.naam, stand, zin, waarde)


def alle_metingen() -> list[Meting]:
    return [onderzoek.meet() for onderzoek in ONDERZOEKEN]


def onmisbare_metingen() -> list[Meting]:
    return [onderzoek.meet() for onderzoek in ONDERZOEKEN if onderzoek.onmisbaar]


def _database() -> tuple[Stand, str, float | None]:
    begin = time.perf_counter()
    reden = bypass()
    duur = time.perf_counter() - begin
    if reden:
        return Stand.FOUT, reden, duur
    return Stand.OK, "Antwoordt, en de rol is gebonden aan de scheiding tussen gemeenten.", duur


def _migraties() -> tuple[Stand, str, float | None]:
    executor = MigrationExecutor(connections["default"])
    nog = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if nog:
        return Stand.FOUT, f"Er moeten nog {nog} wijzigingen van de database worden uitgevoerd (migrate).", nog
    return Stand.OK, "De database past bij deze versie.", 0


def _wachtrij() -> tuple[Stand, str, float | None]:
    begin = time.perf_counter()
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=GEDULD, socket_connect_timeout=GEDULD) as broker:
        broker.ping()
    return Stand.OK, "Antwoordt.", time.perf_counter() - begin


def _achtergrond() -> tuple[Stand, str, float | None]:
    gezien = cache.get(HEARTBEAT)
    if gezien is None:
        return Stand.FOUT, "Er is nog geen hartslag van de achtergrondwerker.", None
    oud = timezone.now() - gezien
    if oud > OUDSTE_HARTSLAG:
        zin = f"De laatste hartslag van de achtergrondwerker was om {timezone.localtime(gezien):%H:%M}."
        return Stand.FOUT, zin, oud.total_seconds()
    return Stand.OK, "Planner, wachtrij en achtergrondwerker werken samen.", oud.total_seconds()


def _herstel() -> tuple[Stand, str, float | None]:
    laatste = Herstelproef.objects.laatste_geslaagde().first()
    if laatste is None:
        return Stand.LET_OP, "Er is nog nooit bewezen dat een backup terug te zetten is (herstel --proef).", None
    oud = timezone.now() - laatste.gedaan
    zin = f"Op {timezone.localtime(laatste.gedaan):%d-%m-%Y} is een backup op proef teruggezet: alles was gelijk."
    hoogstens = parameters.op("herstelproef_dagen", timezone.localdate()).waarde
    return Stand.LET_OP if oud > timedelta(hoogstens) else Stand.OK, zin, oud.total_seconds()


def _lettertypen() -> tuple[Stand, str, float | None]:
    map = settings.BASE_DIR / "static" / "vendor"
    weg = [naam for naam in LETTERTYPEN if not (map / naam).is_file()]
    if weg:
        return Stand.FOUT, "De lettertypen voor scherm en PDF ontbreken; installeer opnieuw.", len(weg)
    return Stand.OK, "De lettertypen voor scherm en PDF zijn er.", 0


def _postvak() -> tuple[Stand, str, float | None]:
    nu = timezone.now()
    te_laat, aandacht = Opdracht.objects.te_laat(nu).count(), Opdracht.objects.vraagt_aandacht(nu).count()
    if te_laat:
        return Stand.FOUT, f"{te_laat} opdrachten wachten langer dan zou moeten.", aandacht
    if aandacht:
        return Stand.LET_OP, f"Bij {aandacht} opdrachten moet iemand beslissen (Uitgaande berichten).", aandacht
    return Stand.OK, "Niets blijft liggen.", 0


def _virusscan() -> tuple[Stand, str, float | None]:
    if not settings.CLAMD_URL:
        return Stand.LET_OP, "Er is geen virusscanner ingesteld: documenten worden niet gescand.", None
    begin = time.perf_counter()
    if not virusscan.leeft():
        return Stand.FOUT, "De virusscanner antwoordt niet zoals het hoort.", None
    return Stand.OK, "De virusscanner antwoordt.", time.perf_counter() - begin


def _schijf() -> tuple[Stand, str, float | None]:
    vrij = shutil.disk_usage(settings.VAR_DIR).free
    zin = f"Er is {vrij // 1024**3} GB vrij."
    return Stand.OK if vrij > KRAP else Stand.LET_OP, zin, vrij


def _mail() -> tuple[Stand, str, float | None]:
    if settings.EMAIL_BACKEND != SMTP:
        return Stand.LET_OP, "Er is geen mailserver ingesteld: berichten worden niet verstuurd.", None
    begin = time.perf_counter()
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=GEDULD) as server:
            server.noop()
    except smtplib.SMTPException as fout:
        return Stand.FOUT, f"De mailserver weigert ({type(fout).__name__}).", None
    return Stand.OK, "De mailserver antwoordt.", time.perf_counter() - begin


ONDERZOEKEN = (
    Onderzoek("database", "Database", _database, onmisbaar=True),
    Onderzoek("migraties", "Versie van de database", _migraties, onmisbaar=True),
    Onderzoek("wachtrij", "Wachtrij", _wachtrij, onmisbaar=True),
    Onderzoek("achtergrond", "Achtergrondwerk", _achtergrond),
    Onderzoek("herstel", "Backup", _herstel),
    Onderzoek("lettertypen", "Lettertypen", _lettertypen, onmisbaar=True),
    Onderzoek("mail", "E-mail", _mail),
    Onderzoek("postvak", "Uitgaand werk", _postvak),
    Onderzoek("virusscan", "Virusscanner", _virusscan),
    Onderzoek("schijf", "Schijfruimte", _schijf),
)
