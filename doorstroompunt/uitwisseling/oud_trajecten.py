"""The trajecten of the old package, running and closed."""

from doorstroompunt.choices import (
    REDEN_GEEN_GEBRUIK,
    REDEN_GESTOPT,
    REDEN_ZORG_18PLUS,
    Begeleiding,
    Populatie,
    Zaaksoort,
    uitstroom_lijst,
)
from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort
from leerplicht.inlezen.oud.bewaren import bewaar_dossiers
from leerplicht.inlezen.oud.nummers import (
    DOSSIER_NUMMER,
    LEERLING_NUMMER,
    ken_dossiers,
    ken_leerlingen,
    weiger_dubbele,
    weiger_voor_geboorte,
)
from leerplicht.inlezen.oud.verloop import plan_nagaan, vertel_herkomst
from leerplicht.inlezen.oud.wijzigen import (
    LATER,
    code,
    heropend,
    nieuw_of,
    rond_oordeel_af,
    veld,
    vergelijk,
)
from leerplicht.inlezen.stappen import leg_vast
from leerplicht.inlezen.uitdrukkingen import leeftijd
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.roles import Recht

CODE = "oud-trajecten"
AFSLUITING = ("uitstroom", "reden_geen_gebruik", "afgesloten_op")


def _keuzes(keuzes: type[Populatie] | type[Begeleiding]) -> dict[str, str]:
    return {tekst: keuze.value for keuze in keuzes for tekst in (keuze.value, str(keuze.label).lower())}


KOLOMMEN = (
    DOSSIER_NUMMER,
    LEERLING_NUMMER,
    Kolom(
        "populatie",
        "Populatie",
        Veldsoort.KEUZE,
        True,
        keuzes=_keuzes(Populatie),
        voorbeeld="uitvaller",
    ),
    Kolom("aangemeld_op", "In beeld sinds", Veldsoort.DATUM, True, ook=("aanmelddatum",), voorbeeld="03-10-2023"),
    Kolom(
        "gestopt_op",
        "Gestopt met onderwijs op",
        Veldsoort.DATUM,
        uitleg="Verplicht bij een uitvaller: die telt in het schooljaar van deze dag.",
        voorbeeld="22-09-2023",
    ),
    Kolom("onderwijssoort", "Onderwijssoort", Veldsoort.CODE, lijst="onderwijssoort", voorbeeld="mbo_2"),
    Kolom("reden_gestopt", "Reden van stoppen", Veldsoort.CODE, lijst=REDEN_GESTOPT, uitleg="Bij een uitvaller."),
    Kolom("reden_zorg", "Reden van zorg 18+", Veldsoort.CODE, lijst=REDEN_ZORG_18PLUS, uitleg="Bij zorg 18+."),
    Kolom(
        "begeleiding",
        "Begeleiding",
        Veldsoort.KEUZE,
        keuzes=_keuzes(Begeleiding),
        uitleg="Leeg is nog niet bekend.",
        voorbeeld="begeleid",
    ),
    Kolom("begeleiding_vanaf", "Begeleid vanaf", Veldsoort.DATUM, uitleg="Verplicht bij begeleid."),
    Kolom(
        "reden_geen_gebruik",
        "Reden geen gebruik",
        Veldsoort.CODE,
        lijst=REDEN_GEEN_GEBRUIK,
        uitleg="Verplicht bij geen gebruik.",
    ),
    Kolom(
        "uitstroom",
        "Uitstroom",
        Veldsoort.CODE,
        lijst=uitstroom_lijst("{populatie}"),
        uitleg="Van de lijst van deze populatie. Alleen bij een traject dat is afgesloten.",
    ),
    Kolom("afgesloten_op", "Afgesloten op", Veldsoort.DATUM, voorbeeld="14-05-2024"),
    Kolom("toelichting", "Toelichting", lengte=4000),
)
# How a traject of ours reads in the file.
VELDEN = {
    **veld("populatie", "o.populatie"),
    **veld("aangemeld_op", "o.aangemeld_op"),
    **veld("gestopt_op", "o.gestopt_op"),
    **code("onderwijssoort", "o.onderwijssoort_id"),
    **code("reden_gestopt", f"(CASE WHEN o.populatie = '{Populatie.UITVALLER}' THEN o.reden_id END)"),
    **code("reden_zorg", f"(CASE WHEN o.populatie = '{Populatie.ZORG_18PLUS}' THEN o.reden_id END)"),
    **veld("begeleiding", "nullif(o.begeleiding, '')"),
    **veld("begeleiding_vanaf", "o.begeleiding_vanaf"),
    **code("reden_geen_gebruik", "o.reden_geen_gebruik_id"),
    **code("uitstroom", "o.uitstroom_id"),
    **veld("afgesloten_op", "o.afgesloten_op"),
    **veld("toelichting", "nullif(o.toelichting, '')"),
}
# What a row makes of a traject, new or known.
WAARDEN = {
    "populatie": "r.populatie",
    "aangemeld_op": "r.aangemeld_op",
    "gestopt_op": "r.gestopt_op",
    "onderwijssoort_id": "r.onderwijssoort_id",
    "reden_id": "coalesce(r.reden_gestopt_id, r.reden_zorg_id)",
    "begeleiding": "coalesce(r.begeleiding, '')",
    "begeleiding_vanaf": "r.begeleiding_vanaf",
    "reden_geen_gebruik_id": "r.reden_geen_gebruik_id",
    "uitstroom_id": "r.uitstroom_id",
    "afgesloten_op": "r.afgesloten_op",
    "toelichting": "coalesce(r.toelichting, '')",
}
_LEEFTIJD = leeftijd("l.geboortedatum", "coalesce(r.gestopt_op, r.aangemeld_op)")

# Not counted: a traject of ours that this file closes.
_LOOPT_AL = """afgesloten_op IS NULL AND (
    EXISTS (SELECT 1 FROM doorstroompunt_traject o WHERE o.gemeente_id = %(gemeente)s
        AND o.leerling_id = {t}.leerling_id AND o.populatie = {t}.populatie AND o.afgesloten_op IS NULL
        AND NOT EXISTS (SELECT 1 FROM {t} r WHERE r.stand = 'nieuw' AND r.zaak_id = o.zaak_id
            AND (r.regel = {t}.regel OR r.afgesloten_op IS NOT NULL)))
    OR regel IN (SELECT regel FROM (
        SELECT regel, row_number() OVER (PARTITION BY leerling_id, populatie ORDER BY regel) AS hoeveelste
        FROM {t} WHERE stand = 'nieuw' AND afgesloten_op IS NULL) r WHERE hoeveelste > 1))"""


def beoordeel(werk: Werktafel) -> None:
    weiger_dubbele(werk, "dossier_nummer")
    ken_dossiers(werk, CODE)
    ken_leerlingen(werk)
    vergelijk(werk, rijen="doorstroompunt_traject o", velden=VELDEN)
    weiger_voor_geboorte(werk, "aangemeld_op")
    weiger_voor_geboorte(werk, "gestopt_op")
    geen_gebruik = f"coalesce(begeleiding, '') = '{Begeleiding.GEEN_GEBRUIK}'"
    begeleid = f"coalesce(begeleiding, '') = '{Begeleiding.BEGELEID}'"
    for waar, kolom, zin in (
        ("aangemeld_op > %(op)s", "aangemeld_op", "Deze datum ligt in de toekomst."),
        ("gestopt_op > %(op)s", "gestopt_op", "Deze datum ligt in de toekomst."),
        ("afgesloten_op > %(op)s", "afgesloten_op", "Deze datum ligt in de toekomst."),
        (f"populatie = '{Populatie.UITVALLER}' AND gestopt_op IS NULL", "gestopt_op",
         "Bij een uitvaller hoort de dag waarop hij stopte."),
        (f"populatie <> '{Populatie.UITVALLER}' AND reden_gestopt IS NOT NULL", "reden_gestopt",
         "Deze reden hoort bij een uitvaller."),
        (f"populatie <> '{Populatie.ZORG_18PLUS}' AND reden_zorg IS NOT NULL", "reden_zorg",
         "Deze reden hoort bij zorg 18+."),
        (f"{geen_gebruik} AND reden_geen_gebruik IS NULL", "reden_geen_gebruik",
         "Waarom is er geen gebruik gemaakt van begeleiding?"),
        (f"NOT {geen_gebruik} AND reden_geen_gebruik IS NOT NULL", "reden_geen_gebruik",
         "Deze reden hoort bij een jongere die geen gebruik maakt van begeleiding."),
        (f"{geen_gebruik} AND afgesloten_op IS NULL", "afgesloten_op",
         "Een traject zonder gebruik van begeleiding is afgesloten. Op welke dag?"),
        (f"{begeleid} AND begeleiding_vanaf IS NULL", "begeleiding_vanaf",
         "Vanaf welke dag is de jongere begeleid?"),
        (f"NOT {begeleid} AND begeleiding_vanaf IS NOT NULL", "begeleiding_vanaf",
         "Deze datum hoort bij een jongere die wordt begeleid."),
        ("uitstroom IS NOT NULL AND afgesloten_op IS NULL", "afgesloten_op",
         "Op welke dag is het traject afgesloten?"),
        (f"NOT {geen_gebruik} AND uitstroom IS NULL AND afgesloten_op IS NOT NULL", "uitstroom",
         "Een afgesloten traject heeft een uitstroom."),
        ("afgesloten_op < aangemeld_op", "afgesloten_op", "Deze datum ligt voor de dag van aanmelden."),
        (_LOOPT_AL, "populatie", "Voor deze jongere loopt al een traject in deze populatie."),
    ):  # fmt: skip
        werk.weiger(f"stand = 'nieuw' AND ({waar})", kolom, zin)
    rond_oordeel_af(werk)


def verwerk(werk: Werktafel) -> None:
    nieuw = "stand = 'nieuw'"
    ingang = "r.verschil ?| ARRAY['gestopt_op', 'aangemeld_op']"
    bewaar_dossiers(
        werk,
        nummers=CODE,
        tabel="doorstroompunt_traject",
        soort=Zaaksoort.TRAJECT,
        geopend_op="aangemeld_op",
        gesloten_op="afgesloten_op",
        waarden=WAARDEN,
        nieuw={"leeftijd": _LEEFTIJD},
        later={"leeftijd": f"CASE WHEN {ingang} THEN {_LEEFTIJD} ELSE o.leeftijd END"},
        zelf_verteld=AFSLUITING,
    )
    leg_vast(
        werk,
        soort="melding",
        titel="'Traject geopend'",
        toelichting="coalesce(toelichting, '')",
        op="aangemeld_op",
        waar=nieuw,
    )
    begonnen = f"{nieuw_of('begeleiding_vanaf')} AND begeleiding_vanaf IS NOT NULL"
    leg_vast(werk, soort="gesprek", titel="'Begeleiding gestart'", op="begeleiding_vanaf", waar=begonnen)
    leg_vast(
        werk,
        soort="sluiting",
        titel="CASE WHEN uitstroom_id IS NULL THEN 'Geen gebruik van begeleiding: ' "
        "ELSE 'Traject afgesloten: ' END || (SELECT c.label FROM leerplicht_code c "
        "WHERE c.gemeente_id = %(gemeente)s AND c.id = coalesce({t}.uitstroom_id, {t}.reden_geen_gebruik_id))",
        op="afgesloten_op",
        waar=f"{nieuw_of(*AFSLUITING)} AND afgesloten_op IS NOT NULL",
    )
    weer_open = heropend("afgesloten_op")
    leg_vast(werk, soort="melding", titel="'Traject heropend'", op="%(op)s::date", waar=weer_open)
    vertel_herkomst(werk)
    plan_nagaan(werk, waar=f"{nieuw} AND afgesloten_op IS NULL OR {weer_open}")


BRON = Bron(
    code=CODE,
    naam="Oud pakket: trajecten",
    wat=f"Trajecten uit het pakket waarmee u hiervoor werkte. Lees eerst de leerlingen in. {LATER}",
    recht=Recht.DOORSTROOMPUNT,
    enkel="traject",
    meer="trajecten",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    peildatum="aangemeld_op",
)
