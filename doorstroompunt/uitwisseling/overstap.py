"""Exam candidates of the vmbo, as schools list them in spring: whom De Overstap follows through the summer.

A leerling takes part once per summer. Who does already stays as he is: the school says who sits an exam; letter,
reply, risk and outcome are kept here.
"""

from doorstroompunt.choices import Zaaksoort
from doorstroompunt.uitwisseling.rijen import weiger_dubbele
from leerplicht.inlezen.bron import PERSOON, VESTIGING, Bron, Kolom, Veldsoort
from leerplicht.inlezen.stappen import leg_vast, maak_zaken
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen.tafel import koppel_leerlingen, maak_leerlingen
from leerplicht.models import Compartiment
from leerplicht.roles import Recht
from leerplicht.rules import schooljaar_van

KOLOMMEN = (
    *PERSOON,
    Kolom("brin", "BRIN van de school", Veldsoort.BRIN, True, ook=("brin", "vestiging"), voorbeeld="16SW03"),
    VESTIGING,
    Kolom(
        "zomer",
        "Zomer van",
        Veldsoort.GETAL,
        ook=("zomer", "jaar", "examenjaar"),
        uitleg="Het jaar van de zomer na het examen. Leeg is de zomer van dit schooljaar.",
        voorbeeld="2027",
    ),
    Kolom("risico", "Risico om niet te starten", Veldsoort.JANEE, ook=("risico",), voorbeeld="nee"),
)


def beoordeel(werk: Werktafel) -> None:
    # A leerling sits the exam in the year in which his school year ends.
    zomer = schooljaar_van(werk.op) + 1
    werk.voer_uit("UPDATE {t} SET zomer = %(zomer)s WHERE stand = 'nieuw' AND zomer IS NULL", {"zomer": zomer})
    for waar, veld, zin in (
        ("zomer NOT BETWEEN %(zomer)s - 1 AND %(zomer)s", "zomer", f"Kies de zomer van {zomer - 1} of {zomer}."),
        ("geboortedatum > %(op)s", "geboortedatum", "Deze datum ligt in de toekomst."),
    ):
        werk.weiger(f"stand = 'nieuw' AND ({waar})", veld, zin, {"zomer": zomer})
    koppel_leerlingen(werk)
    weiger_dubbele(werk, per="zomer", zin="Deze leerling staat eerder in dit bestand, voor dezelfde zomer.")
    werk.voer_uit(
        """UPDATE {t} SET doel_id = o.id, zaak_id = o.zaak_id, stand = 'gelijk' FROM doorstroompunt_overstap o
        WHERE {t}.stand = 'nieuw' AND o.gemeente_id = %(gemeente)s AND o.leerling_id = {t}.leerling_id
            AND o.zomer = {t}.zomer"""
    )


def verwerk(werk: Werktafel) -> None:
    nieuw = "stand = 'nieuw'"
    maak_leerlingen(werk)
    maak_zaken(
        werk,
        soort=Zaaksoort.OVERSTAP,
        compartiment=f"'{Compartiment.DOORSTROOMPUNT}'",
        geopend_op="%(op)s::date",
        waar=nieuw,
    )
    werk.voer_uit(
        f"""INSERT INTO doorstroompunt_overstap
            (gemeente_id, zaak_id, leerling_id, zomer, school_id, risico, uitkomst, version)
        SELECT %(gemeente)s, zaak_id, leerling_id, zomer, brin_id, coalesce(risico, false), '', 1
        FROM {{t}} WHERE {nieuw} ORDER BY regel"""
    )
    titel = "'Aangemeld voor De Overstap van ' || zomer"
    leg_vast(werk, soort="melding", titel=titel, op="%(op)s::date", waar=nieuw)


BRON = Bron(
    code="overstap",
    naam="Kandidaten voor De Overstap",
    wat="Leerlingen van het vmbo die examen doen. Zij worden door de zomer gevolgd, tot zij op het mbo zitten.",
    recht=Recht.DOORSTROOMPUNT,
    enkel="kandidaat",
    meer="kandidaten",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    xml_rij="kandidaat",
)
