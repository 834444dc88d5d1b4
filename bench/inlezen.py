"""What it costs to read in 350,000 meldingen with every check, beside doing less; and a file of a million rows.

Beside it: `bulk_create` of the same zaken, owners, meldingen, timeline and tasks, from objects that are ready and
without any check; and a bare COPY of the same file into a table without rules. Rows per second stand in the name.
Each is done once. Memory is the highest of the process that reads the file, as the system counts it.
"""

import io
import resource
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from bench import omgeving
from bench.metingen import Meting, duur

RIJEN = 350_000
KLEIN, GROOT = 100_000, 1_000_000
# Of which the ORM makes so many; its time per row does not change with their number.
RIJEN_ORM = 14_000
DAG = date(2024, 9, 2)
KOP = (
    "meldingsnummer;gemeld_op;bsn;achternaam;voornaam;geboortedatum;duo_soort;brin;verzuim_van;uren;reden;"
    "actie_gewenst;sector;leerjaar;leerweg\n"
)


def metingen() -> list[Meting]:
    from leerplicht.models import Gemeente

    bestand = omgeving.VAR_DIR / "duo.csv"
    with omgeving.kopie("bench_groot"):
        # First: nothing has used much memory yet.
        gemeente = Gemeente.objects.get(code="0637")
        klein, klein_mb = _controleer(gemeente, bestand, KLEIN)
        groot, groot_mb = _controleer(gemeente, bestand, GROOT)
    _schrijf(bestand, RIJEN)
    with omgeving.kopie("bench_inlezen") as naam:
        gemeente = Gemeente.objects.get(code="0637")
        eerste, weer = _neem_aan(gemeente, bestand), _neem_aan(gemeente, bestand)
        gecontroleerd, ingelezen = _doe(eerste, "controleer"), _doe(eerste, "lees_in")
        nog_eens = _doe(weer, "controleer")
        with omgeving.als_meester(naam) as verbinding:
            # As the database does by itself within a minute; the worker waits for it.
            verbinding.execute("ANALYZE")
        teruggedraaid = _doe(eerste, "maak_ongedaan")
    with omgeving.kopie("bench_copy"):
        kaal = _copy(bestand)
    with omgeving.kopie("bench_orm"):
        orm = _bulk_create(Gemeente.objects.get(code="0637")) * RIJEN / RIJEN_ORM
    return [
        _meting(
            "inlezen_bulk_create", "read in with every check, beside bulk_create without", ingelezen, orm, 1.0
        ),
        _meting(
            "inlezen_copy", "read in with every check, beside a bare COPY of the file", ingelezen, kaal, 400.0
        ),
        _meting("inlezen_controle", "the check alone, beside reading in", gecontroleerd, ingelezen, 1.0),
        _meting("inlezen_weer", "the same file again, beside the first time", nog_eens, ingelezen, 1.0),
        _meting("inlezen_ongedaan", "undoing it, beside reading in", teruggedraaid, ingelezen, 2.0),
        Meting(
            "inlezen_miljoen",
            f"check a row of a million, beside one of {KLEIN:,}",
            round(groot / GROOT / (klein / KLEIN), 2),
            1.5,
            round(groot / GROOT * 1e6),
            round(klein / KLEIN * 1e6),
            "µs",
        ),
        Meting(
            "inlezen_geheugen",
            f"memory for a million rows, beside {KLEIN:,}",
            round(groot_mb / klein_mb, 2),
            1.25,
            round(groot_mb),
            round(klein_mb),
            "MB",
        ),
    ]


def _meting(code: str, wat: str, gemeten: float, ernaast: float, doel: float) -> Meting:
    per_seconde = f"{wat} ({RIJEN / gemeten:,.0f} rows a second, {RIJEN / ernaast:,.0f})"
    return Meting(code, per_seconde, round(gemeten / ernaast, 2), doel, round(gemeten, 1), round(ernaast, 1), "s")


def _bsns(aantal: int) -> list[str]:
    gevonden: list[str] = []
    begin = 10_000_000
    while len(gevonden) < aantal:
        rest = sum(int(cijfer) * gewicht for cijfer, gewicht in zip(str(begin), range(9, 1, -1), strict=True)) % 11
        if rest < 10:
            gevonden.append(f"{begin}{rest}")
        begin += 1
    return gevonden


def _schrijf(pad: Path, rijen: int) -> None:
    """Seven meldingen of each leerling, none of whom is known yet."""
    nummers = _bsns(rijen // 7)
    soorten, scholen = ("V3", "V3", "O", "L", "LRV"), ("99XJ00", "99XH00", "99XG01")
    with pad.open("w", encoding="utf-8") as uit:
        uit.write(KOP)
        for nummer in range(rijen):
            wie = nummers[nummer % len(nummers)]
            op = DAG + timedelta(days=nummer % 60)
            geboren = date(2008, 1, 1) + timedelta(days=int(wie[:8]) % 1800)
            uit.write(
                f"B{nummer:09d};{op:%d-%m-%Y};{wie};Naam{wie};Noa;{geboren:%d-%m-%Y};{soorten[nummer % 5]};"
                f"{scholen[nummer % 3]};{op:%d-%m-%Y};18,5;Ongemotiveerd;J;VO;3;HAVO\n"
            )


@contextmanager
def _gang(gemeente):
    """As the worker has it: a context of its own, in one transaction of the gemeente."""
    import pghistory

    from leerplicht.toegang.gemeente import in_gemeente

    with pghistory.context(programma="bench"), in_gemeente(gemeente.pk):
        yield


def _neem_aan(gemeente, bestand: Path):
    """The aanlevering of this file, by Anna."""
    from leerplicht.bestanden import opslag
    from leerplicht.models import Aanlevering, Gebruiker
    from leerplicht.toegang.gemeente import in_gemeente
    from meldingen.uitwisseling.duo import CODE

    anna = Gebruiker.objects.get(email="anna@voorbeeld.test")
    with in_gemeente(gemeente.pk), bestand.open("rb") as inhoud:
        return Aanlevering.objects.create(
            gemeente=gemeente,
            bron=CODE,
            naam="duo.csv",
            grootte=bestand.stat().st_size,
            sha256=opslag.bewaar_stroom(gemeente.pk, inhoud),
            door=anna,
            ingelezen_door=anna,
        )


def _doe(aanlevering, stap: str) -> float:
    """Seconds of a pass over it: controleer, lees_in or maak_ongedaan."""
    from leerplicht.inlezen import gang
    from meldingen.uitwisseling.duo import BRON

    def zwijg(wat: str, gedaan: int) -> None:
        pass

    def doe() -> None:
        with _gang(aanlevering.gemeente):
            if stap == "maak_ongedaan":
                gang.maak_ongedaan(aanlevering, meld=zwijg)
            else:
                getattr(gang, stap)(aanlevering, BRON, op=DAG + timedelta(days=90), meld=zwijg)

    seconden = duur(doe)
    if aanlevering.telling.get("geweigerd") or aanlevering.gebleven:
        raise RuntimeError(f"Not everything was done: {aanlevering.telling}, {aanlevering.gebleven} stayed")
    return seconden


def _controleer(gemeente, bestand: Path, rijen: int) -> tuple[float, float]:
    """Seconds of the check of so many rows, and the highest memory of this process until now, in MB."""
    _schrijf(bestand, rijen)
    seconden = _doe(_neem_aan(gemeente, bestand), "controleer")
    return seconden, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _copy(bestand: Path) -> float:
    from django.db import connection, transaction

    def doe() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            kolommen = ", ".join(f"{naam} text" for naam in KOP.strip().split(";"))
            cursor.execute(f"CREATE TEMPORARY TABLE kaal ({kolommen}) ON COMMIT DROP")
            with cursor.copy("COPY kaal FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)") as kopie:
                with io.FileIO(bestand) as inhoud:
                    while blok := inhoud.read(1 << 20):
                        kopie.write(blok)

    return duur(doe)


def _bulk_create(gemeente) -> float:
    from django.db import connection
    from django.utils import timezone

    from leerplicht.models import Gebeurtenis, Gezin, Leerling, Taak, Toewijzing, Zaak
    from meldingen.models import Melding

    nummers = _bsns(RIJEN_ORM // 7)
    nu = timezone.now()

    def doe() -> None:
        with _gang(gemeente):
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
            gezinnen = Gezin.objects.bulk_create([Gezin(gemeente=gemeente) for _ in nummers], batch_size=2000)
            leerlingen = Leerling.objects.bulk_create(
                [
                    Leerling(
                        gemeente=gemeente,
                        gezin=gezin,
                        bsn=nummer,
                        voornaam="Noa",
                        achternaam=f"Naam{nummer}",
                        zoeknaam=f"naam{nummer} noa",
                        geboortedatum=date(2009, 1, 1),
                    )
                    for nummer, gezin in zip(nummers, gezinnen, strict=True)
                ],
                batch_size=2000,
            )
            zaken = Zaak.objects.bulk_create(
                [
                    Zaak(
                        gemeente=gemeente,
                        nummer=1_000_000 + nummer,
                        leerling=leerlingen[nummer % len(leerlingen)],
                        soort="melding",
                        geopend_op=DAG,
                    )
                    for nummer in range(RIJEN_ORM)
                ],
                batch_size=2000,
            )
            Toewijzing.objects.bulk_create(
                [Toewijzing(gemeente=gemeente, zaak=zaak, van=nu) for zaak in zaken], batch_size=2000
            )
            Melding.objects.bulk_create(
                [
                    Melding(
                        gemeente=gemeente,
                        zaak=zaak,
                        leerling=zaak.leerling,
                        soort="relatief_wettelijk",
                        gemeld_op=DAG,
                        herkomst="duo",
                        duo_nummer=f"B{nummer:09d}",
                        leeftijd=15,
                        verzuim_van=DAG,
                        verzuim_uren=19,
                    )
                    for nummer, zaak in enumerate(zaken)
                ],
                batch_size=2000,
            )
            Gebeurtenis.objects.bulk_create(
                [
                    Gebeurtenis(gemeente=gemeente, zaak=zaak, op=DAG, soort="melding", titel="Melding: relatief")
                    for zaak in zaken
                ],
                batch_size=2000,
            )
            Taak.objects.bulk_create(
                [
                    Taak(gemeente=gemeente, zaak=zaak, titel="Eerste contact opnemen", vervalt_op=DAG, waarom="-")
                    for zaak in zaken
                ],
                batch_size=2000,
            )

    return duur(doe)
