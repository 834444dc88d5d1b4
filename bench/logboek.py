"""What ten million rows in the logbook cost, beside a hundred thousand: to write one, and to find them again.

The hundred thousand are the last days of the ten million: a gemeente reads as much in a day, only longer. So the
answers are as long as they were, and what differs is the way to them.
"""

from datetime import date, timedelta
from functools import partial

from bench import omgeving
from bench.metingen import Meting, naast_elkaar

KLEIN, GROOT = 100_000, 10_000_000
PER_DAG = 5_000
DOEL = 1.5
# The page says how many rows there are: it counts a hundred times as many.
DOEL_ALLES = 10.0
JORIS = "joris@voorbeeld.test"


def metingen() -> list[Meting]:
    from leerplicht.models import Gebruiker, Leerling
    from leerplicht.toegang.gemeente import in_gemeente

    with omgeving.kopie("bench_log") as klein:
        joris = Gebruiker.objects.get(email=JORIS)
        collega = Gebruiker.objects.get(email="anna@voorbeeld.test")
        gemeente = joris.aanstellingen.get().gemeente_id
        with in_gemeente(gemeente):
            leerling = Leerling.objects.earliest("pk")
        _vul(klein, KLEIN, gemeente=gemeente, leerling=leerling.pk, collega=collega.pk)
        with omgeving.kopie("bench_log_groot") as groot:
            _vul(groot, GROOT, gemeente=gemeente, leerling=leerling.pk, collega=collega.pk)
            gelezen = f"/privacy/collegas/{collega.pk}/"
            sinds = f"{date.today() - timedelta(10):%d-%m-%Y}"
            paginas = {
                "leerling": ("who read about a leerling", f"/privacy/leerlingen/{leerling.pk}/", DOEL),
                "collega": ("what a colleague read in ten days", f"{gelezen}?van={sinds}", DOEL),
                "collega-alles": ("all that a colleague ever read", gelezen, DOEL_ALLES),
            }
            vragen = {code: omgeving.vragen_van(JORIS, adres) for code, (_, adres, _) in paginas.items()}
            with omgeving.als_app(groot) as veel, omgeving.als_app(klein) as weinig:
                return [
                    naast_elkaar(
                        "logboek-schrijven",
                        "write a hundred rows",
                        doe=partial(_schrijf, veel, gemeente),
                        ernaast=partial(_schrijf, weinig, gemeente),
                        doel=DOEL,
                    ),
                    *(
                        naast_elkaar(
                            f"logboek-{code}",
                            f"{wat} ({len(vragen[code])} queries)",
                            doe=partial(omgeving.stel, veel, vragen[code], gemeente=gemeente),
                            ernaast=partial(omgeving.stel, weinig, vragen[code], gemeente=gemeente),
                            doel=doel,
                        )
                        for code, (wat, _, doel) in paginas.items()
                    ),
                ]


KOLOMMEN = (
    "gemeente_id, tijdstip, gebruiker_id, rol, verzoek, route, handeling, doel, reden, leerlingen, zaken, aantal, "
    "status"
)


def _vul(database: str, aantal: int, *, gemeente: int, leerling: int, collega: int) -> None:
    """So many rows: one in five a list of 25 leerlingen, 20 colleagues, a leerling for every hundred rows."""
    with omgeving.als_meester(database) as meester:
        meester.execute("TRUNCATE leerplicht_logregel")
        indexen = meester.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'leerplicht_logregel' "
            "AND indexname LIKE 'logregel%'"
        ).fetchall()
        for naam, _ in indexen:
            meester.execute(f"DROP INDEX {naam}")
        meester.execute(
            f"""
            INSERT INTO leerplicht_logregel ({KOLOMMEN})
            SELECT %(gemeente)s, now() - ({aantal} - n) * interval '1 day' / {PER_DAG}, %(collega)s + n %% 20,
                'leerplichtambtenaar', gen_random_uuid(),
                CASE WHEN n %% 5 = 0 THEN 'leerlingen' ELSE 'leerling' END,
                CASE WHEN n %% 5 = 0 THEN 'lijst' ELSE 'bekeken' END, 'dossier', '',
                CASE WHEN n %% 5 = 0
                    THEN ARRAY(
                        SELECT %(leerling)s + (n * 31 + k * 17) %% {aantal // 100} FROM generate_series(1, 25) k
                    )
                    ELSE ARRAY[%(leerling)s + (n * 7919) %% {aantal // 100}] END,
                '{{}}', CASE WHEN n %% 5 = 0 THEN 25 ELSE 1 END, 200
            FROM generate_series(1::bigint, {aantal}) n
            """,  # noqa: S608
            {"gemeente": gemeente, "leerling": leerling, "collega": collega},
        )
        for _, maak in indexen:
            meester.execute(maak)
        meester.execute("VACUUM ANALYZE leerplicht_logregel")


def _schrijf(verbinding, gemeente: int) -> None:
    """As the middleware does at the end of a request; a hundred times, since one is too short to measure."""
    for nummer in range(100):
        with verbinding.transaction():
            verbinding.execute("SELECT set_config('app.gemeente', %s, true)", [str(gemeente)])
            verbinding.execute(
                f"INSERT INTO leerplicht_logregel ({KOLOMMEN}) VALUES (%s, now(), 1, 'teamleider', "  # noqa: S608
                "gen_random_uuid(), 'leerling', 'bekeken', 'dossier', '', %s, '{}', 1, 200)",
                [gemeente, [nummer]],
            )
