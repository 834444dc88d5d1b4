"""The lists of DUO about voortijdig schoolverlaters (vsv).

A01, left without startkwalificatie: a traject. As long as the school year of leaving is not counted yet (until the
1 October after it) an uitvaller, who counts in that year; later an oude vsv'er. Below 18 the leerplichtambtenaar
acts: such a row is refused until the young person is 18. Who has a traject about that stop keeps it.
A02, enrolled again: an enrolment, and a line and a task in the traject that runs. A person decides if that ends.
A05, the start set: compared only. Who stands there and not in our enrolments is refused, so can be downloaded.

The layout of these lists is not public: columns are known by their headings, and each gemeente may add its own.
"""

from doorstroompunt.choices import REDEN_GESTOPT
from doorstroompunt.uitwisseling import uitval
from doorstroompunt.uitwisseling.rijen import weiger_dubbele
from doorstroompunt.uitwisseling.uitval import MET_STOP, versie
from leerplicht.inlezen.bron import PERSOON, VESTIGING, Bron, Kolom, Veldsoort
from leerplicht.inlezen.stappen import leg_vast, plan_taken
from leerplicht.inlezen.uitdrukkingen import schooljaar
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen.tafel import koppel_leerlingen, maak_leerlingen
from leerplicht.roles import Recht
from meldingen.rules import EERSTE_CONTACT

KOLOMMEN = (
    Kolom(
        "soort",
        "Soort lijst",
        Veldsoort.KEUZE,
        keuzes={"a01": "A01", "a02": "A02", "a05": "A05"},
        ook=("lijst", "mutatie"),
        uitleg="A01 uitgevallen, A02 weer ingeschreven, A05 startset. Leeg is A01.",
        voorbeeld="A01",
    ),
    *PERSOON,
    Kolom(
        "gestopt_op",
        "Datum uitschrijving",
        Veldsoort.DATUM,
        ook=("uitschrijfdatum", "gestopt op"),
        uitleg="Verplicht bij A01.",
        voorbeeld="15-10-2026",
    ),
    Kolom(
        "ingeschreven_op",
        "Datum inschrijving",
        Veldsoort.DATUM,
        ook=("inschrijfdatum", "ingeschreven op"),
        uitleg="Verplicht bij A02. Bij A05 de dag waarop wordt vergeleken; leeg is vandaag.",
    ),
    Kolom(
        "brin",
        "BRIN van de school",
        Veldsoort.BRIN,
        ook=("brin", "vestiging", "laatste school"),
        uitleg="De laatste school; bij A02 en A05 de nieuwe. Verplicht bij A02.",
        voorbeeld="25LP00",
    ),
    VESTIGING,
    Kolom(
        "onderwijssoort",
        "Onderwijssoort",
        Veldsoort.CODE,
        lijst="onderwijssoort",
        ook=("soort onderwijs",),
        uitleg="Verplicht bij A02.",
        voorbeeld="Mbo niveau 2",
    ),
    Kolom("reden", "Reden van stoppen", Veldsoort.CODE, lijst=REDEN_GESTOPT, ook=("reden",)),
)
WEER_INGESCHREVEN = "Weer ingeschreven volgens lijst A02 van DUO"
_A02 = "stand = 'nieuw' AND soort = 'A02'"
_A05 = "stand = 'nieuw' AND soort = 'A05'"


def beoordeel(werk: Werktafel) -> None:
    werk.voer_uit("UPDATE {t} SET soort = 'A01' WHERE soort IS NULL AND stand = 'nieuw'")
    _controleer(werk)
    koppel_leerlingen(werk)
    weiger_dubbele(werk, per="soort", zin="Deze jongere staat eerder in deze lijst.")
    onbekend = "stand = 'nieuw' AND soort <> 'A01' AND leerling_id IS NULL"
    werk.weiger(onbekend, "achternaam", "Deze jongere kennen wij niet.")
    uitval.beoordeel(werk)
    _beoordeel_a02(werk)
    _vergelijk_a05(werk)


def _controleer(werk: Werktafel) -> None:
    for waar, veld, zin in (
        ("geboortedatum > %(op)s", "geboortedatum", "Deze datum ligt in de toekomst."),
        ("gestopt_op > %(op)s", "gestopt_op", "Deze datum ligt in de toekomst."),
        ("gestopt_op < geboortedatum", "gestopt_op", "Deze datum ligt voor de geboortedatum."),
        ("ingeschreven_op > %(op)s", "ingeschreven_op", "Deze datum ligt in de toekomst."),
        ("ingeschreven_op < geboortedatum", "ingeschreven_op", "Deze datum ligt voor de geboortedatum."),
        ("soort = 'A01' AND gestopt_op IS NULL", "gestopt_op", "Vul bij lijst A01 de datum van uitschrijving in."),
        ("soort = 'A02' AND ingeschreven_op IS NULL", "ingeschreven_op",
         "Vul bij lijst A02 de datum van inschrijving in."),
        ("soort = 'A02' AND brin IS NULL", "brin", "Vul bij lijst A02 de school in."),
        ("soort = 'A02' AND onderwijssoort IS NULL", "onderwijssoort", "Vul bij lijst A02 de onderwijssoort in."),
    ):  # fmt: skip
        werk.weiger(f"stand = 'nieuw' AND ({waar})", veld, zin)


def _beoordeel_a02(werk: Werktafel) -> None:
    """`doel_id`: the enrolment that we have; `zaak_id`: the traject that does not know of it yet."""
    werk.voer_uit(
        f"""UPDATE {{t}} SET zaak_id = j.zaak_id FROM (
            SELECT DISTINCT ON (r.regel) r.regel, j.zaak_id FROM {{t}} r JOIN doorstroompunt_traject j
                ON j.gemeente_id = %(gemeente)s AND j.leerling_id = r.leerling_id
            WHERE j.afgesloten_op IS NULL AND j.populatie IN ({MET_STOP})
                AND (j.gestopt_op IS NULL OR j.gestopt_op <= r.ingeschreven_op)
            ORDER BY r.regel, j.id DESC) j
        WHERE {_A02} AND j.regel = {{t}}.regel AND NOT EXISTS (SELECT 1 FROM leerplicht_gebeurtenis g
            WHERE g.gemeente_id = %(gemeente)s AND g.zaak_id = j.zaak_id AND g.titel = '{WEER_INGESCHREVEN}'
                AND g.op = {{t}}.ingeschreven_op)"""
    )
    werk.voer_uit(
        f"""UPDATE {{t}} SET doel_id = i.id, stand = CASE WHEN {{t}}.zaak_id IS NULL THEN 'gelijk' ELSE stand END
        FROM leerplicht_inschrijving i
        WHERE {_A02} AND i.gemeente_id = %(gemeente)s AND i.leerling_id = {{t}}.leerling_id
            AND i.school_id = {{t}}.brin_id AND coalesce(i.tot_en_met, 'infinity') >= {{t}}.ingeschreven_op"""
    )


def _vergelijk_a05(werk: Werktafel) -> None:
    ingeschreven = """EXISTS (SELECT 1 FROM leerplicht_inschrijving i
        WHERE i.gemeente_id = %(gemeente)s AND i.leerling_id = {t}.leerling_id
            AND coalesce({t}.ingeschreven_op, %(op)s)
                BETWEEN i.van AND coalesce(i.tot_en_met, 'infinity'::date)"""
    daar = f"{ingeschreven} AND ({{t}}.brin_id IS NULL OR i.school_id = {{t}}.brin_id))"
    werk.voer_uit(f"UPDATE {{t}} SET stand = 'gelijk' WHERE {_A05} AND {daar}")
    elders = "Deze jongere staat bij ons op een andere school ingeschreven."
    werk.weiger(f"{_A05} AND {ingeschreven})", "brin", elders)
    werk.weiger(_A05, "achternaam", "Deze jongere staat bij ons op die dag niet ingeschreven.")


def verwerk(werk: Werktafel) -> None:
    maak_leerlingen(werk)
    uitval.verwerk(werk)
    soort = versie("onderwijssoort_id", schooljaar("ingeschreven_op"))
    werk.voer_uit(
        f"""INSERT INTO leerplicht_inschrijving
            (gemeente_id, leerling_id, school_id, onderwijssoort_id, van, version)
        SELECT %(gemeente)s, leerling_id, brin_id, {soort}, ingeschreven_op, 1
        FROM {{t}} WHERE {_A02} AND doel_id IS NULL ORDER BY regel"""
    )
    terug = f"{_A02} AND zaak_id IS NOT NULL"
    leg_vast(
        werk,
        soort="notitie",
        titel=f"'{WEER_INGESCHREVEN}'",
        toelichting="(SELECT s.naam FROM leerplicht_school s WHERE s.id = brin_id)",
        op="ingeschreven_op",
        waar=terug,
    )
    plan_taken(
        werk,
        EERSTE_CONTACT,
        titel="Ga na of het traject kan worden afgesloten",
        na="inlezen",
        waar=terug,
    )


BRON = Bron(
    code="vsv",
    naam="Voortijdig schoolverlaters van DUO",
    wat="De lijsten A01 (uitgevallen), A02 (weer ingeschreven) en A05 (startset). A05 wordt alleen vergeleken.",
    recht=Recht.DOORSTROOMPUNT,
    enkel="regel",
    meer="regels",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    peildatum="gestopt_op",
    xml_rij="jongere",
)
