"""Gezag: the parents, guardians and carers of leerlingen that we know."""

from dataclasses import replace

from leerplicht.inlezen.bron import PERSOON, Bron, Kolom, Veldsoort, huisnummer_bij
from leerplicht.inlezen.kern.verschil import stel_vast, zet
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.koppelen.tafel import koppel_leerlingen
from leerplicht.models import Relatie
from leerplicht.roles import Recht

# The child, by its number and birth date.
KIND = tuple(
    replace(kolom, verplicht=kolom.code == "geboortedatum", kop=f"{kolom.kop} kind", ook=(kolom.kop, *kolom.ook))
    for kolom in PERSOON
    if kolom.code in ("bsn", "onderwijsnummer", "geboortedatum")
)
KOLOMMEN = (
    *KIND,
    Kolom("naam", "Naam ouder", lengte=160, verplicht=True, ook=("naam",), voorbeeld="E. de Vries"),
    Kolom(
        "relatie",
        "Relatie",
        Veldsoort.KEUZE,
        True,
        keuzes={
            **dict.fromkeys(("ouder", "moeder", "vader", "o"), Relatie.OUDER.value),
            **dict.fromkeys(("voogd", "instelling"), Relatie.VOOGD.value),
            **dict.fromkeys(("verzorger", "pleegouder"), Relatie.VERZORGER.value),
        },
        voorbeeld="ouder",
    ),
    Kolom("gezag", "Gezag", Veldsoort.JANEE, True, ook=("heeft gezag",), voorbeeld="ja"),
    Kolom("verzorger", "Verzorger", Veldsoort.JANEE, ook=("verzorgt",), uitleg="Leeg: wie gezag heeft, verzorgt."),
    Kolom("telefoon", "Telefoon", Veldsoort.NUMMER, lengte=20),
    Kolom("email", "E-mail", lengte=120),
    Kolom("ouder_straat", "Straat en huisnummer", lengte=120, ook=("adres", "straat", "straatnaam")),
    *huisnummer_bij("ouder_straat"),
    Kolom("ouder_postcode", "Postcode", Veldsoort.POSTCODE),
    Kolom("ouder_plaats", "Woonplaats", lengte=80, ook=("plaats",)),
    Kolom("ouder_geheim", "Geheim adres", Veldsoort.JANEE),
)
VELDEN = {
    kolom: (f"o.{veld}", f"coalesce({{t}}.{kolom}, o.{veld})")
    for kolom, veld in {
        "relatie": "relatie",
        "gezag": "gezag",
        "verzorger": "feitelijke_verzorger",
        "telefoon": "telefoon",
        "email": "email",
        "ouder_straat": "straat",
        "ouder_postcode": "postcode",
        "ouder_plaats": "plaats",
        "ouder_geheim": "geheim_adres",
    }.items()
}
_DUBBEL = """EXISTS (SELECT 1 FROM {t} eerder WHERE eerder.regel < {t}.regel AND eerder.stand <> 'geweigerd'
    AND eerder.leerling_id = {t}.leerling_id AND lower(eerder.naam) = lower({t}.naam))"""

# The first letter and the surname; and whether a name begins with initials.
_KORT = "left(lower({naam}), 1) || regexp_replace(lower({naam}), '^\\S+', '')"
_VOORLETTERS = "{naam} ~ '^([[:alpha:]]\\.)+ |^[[:alpha:]] '"


def beoordeel(werk: Werktafel) -> None:
    koppel_leerlingen(werk)
    werk.weiger(f"stand = 'nieuw' AND {_DUBBEL}", "naam", "Deze ouder staat eerder in dit bestand.")
    werk.voer_uit(
        """UPDATE {t} SET doel_id = b.id FROM (
            SELECT leerling_id, lower(naam) AS naam, min(id) AS id FROM leerplicht_betrokkene
            WHERE gemeente_id = %(gemeente)s GROUP BY 1, 2) b
        WHERE {t}.stand = 'nieuw' AND b.leerling_id = {t}.leerling_id AND b.naam = lower({t}.naam)"""
    )
    _herken_voorletters(werk)
    stel_vast(
        werk,
        tabel="leerplicht_betrokkene",
        koppeling="o.gemeente_id = %(gemeente)s AND o.id = {t}.doel_id",
        velden=VELDEN,
    )


def _herken_voorletters(werk: Werktafel) -> None:
    """ "M. Bakker" is "Mitchell Bakker", when of this child no other parent in the file or with us could be."""
    hier, daar = (_KORT.format(naam=naam) for naam in ("{t}.naam", "naam"))
    voorletters = " OR ".join(_VOORLETTERS.format(naam=naam) for naam in ("{t}.naam", "b.naam"))
    werk.voer_uit(
        f"""UPDATE {{t}} SET doel_id = b.id FROM (
            SELECT leerling_id, {daar} AS kort, min(id) AS id, min(naam) AS naam FROM leerplicht_betrokkene
            WHERE gemeente_id = %(gemeente)s GROUP BY 1, 2 HAVING count(*) = 1) b
        WHERE {{t}}.stand = 'nieuw' AND {{t}}.doel_id IS NULL AND b.leerling_id = {{t}}.leerling_id
            AND b.kort = {hier} AND ({voorletters})
            AND NOT EXISTS (SELECT 1 FROM {{t}} ander WHERE ander.regel <> {{t}}.regel
                AND ander.leerling_id = {{t}}.leerling_id AND ander.stand <> 'geweigerd'
                AND {_KORT.format(naam="ander.naam")} = b.kort)"""
    )


def verwerk(werk: Werktafel) -> None:
    werk.voer_uit(
        f"""UPDATE leerplicht_betrokkene o SET {zet(VELDEN)} FROM {{t}}
        WHERE {{t}}.stand = 'gewijzigd' AND o.gemeente_id = %(gemeente)s AND o.id = {{t}}.doel_id"""
    )
    werk.voer_uit(
        """INSERT INTO leerplicht_betrokkene (gemeente_id, leerling_id, naam, relatie, gezag,
            feitelijke_verzorger, telefoon, email, straat, postcode, plaats, geheim_adres, version)
        SELECT %(gemeente)s, leerling_id, naam, relatie, gezag, coalesce(verzorger, gezag), coalesce(telefoon, ''),
            coalesce(email, ''), coalesce(ouder_straat, ''), coalesce(ouder_postcode, ''),
            coalesce(ouder_plaats, ''), coalesce(ouder_geheim, false), 1
        FROM {t} WHERE stand = 'nieuw' ORDER BY regel"""
    )


BRON = Bron(
    code="gezag",
    naam="BRP: gezag en verzorgers",
    wat="Ouders, voogden en verzorgers van leerlingen die er al zijn, en wie gezag heeft.",
    recht=Recht.LEERPLICHT,
    enkel="ouder of verzorger",
    meer="ouders en verzorgers",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    xml_rij="gezag",
)
