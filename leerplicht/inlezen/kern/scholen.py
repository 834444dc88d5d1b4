"""Scholen: the open data of DUO, one row per vestiging. Of all gemeenten together, as a school is."""

from leerplicht.inlezen.bron import Bron, Kolom, Veldsoort
from leerplicht.inlezen.kern.verschil import stel_vast, zet
from leerplicht.inlezen.werktafel import Werktafel
from leerplicht.roles import Recht

KOLOMMEN = (
    Kolom(
        "vestiging", "Vestigingsnummer", Veldsoort.NUMMER, lengte=6, ook=("vestigingscode",), voorbeeld="16SW03"
    ),
    Kolom("brin", "BRIN nummer", Veldsoort.NUMMER, lengte=6, ook=("brin", "instellingscode"), voorbeeld="16SW"),
    Kolom("naam", "Vestigingsnaam", lengte=120, verplicht=True, ook=("instellingsnaam", "naam")),
    Kolom("straat", "Straatnaam", lengte=90, ook=("straat",)),
    Kolom("huisnummer", "Huisnummer-toevoeging", Veldsoort.NUMMER, lengte=29, ook=("huisnummer",)),
    Kolom("postcode", "Postcode", Veldsoort.POSTCODE),
    Kolom("plaats", "Plaatsnaam", lengte=80, verplicht=True, ook=("plaats",)),
    Kolom("gemeente", "Gemeentenummer", Veldsoort.NUMMER, lengte=4),
    Kolom("structuur", "Onderwijsstructuur", lengte=60, ook=("soort onderwijs",)),
    Kolom("rmc", "RMC-regio", lengte=60, ook=("rmc-regio naam", "rmc regio code")),
)
# DUO writes the whole number at the vestiging; who has only two digits there, has the rest at the BRIN.
_NUMMER = """upper(CASE WHEN vestiging ~ '^[0-9]{1,2}$' THEN coalesce(brin, '') || lpad(vestiging, 2, '0')
    ELSE coalesce(vestiging, brin, '') END)"""
_DUBBEL = "EXISTS (SELECT 1 FROM {t} eerder WHERE eerder.vestiging = {t}.vestiging AND eerder.regel < {t}.regel)"
VELDEN = {
    "naam": ("o.naam", "{t}.naam"),
    "straat": ("o.adres", "coalesce(nullif(concat_ws(' ', {t}.straat, {t}.huisnummer), ''), o.adres)"),
    "postcode": ("o.postcode", "coalesce({t}.postcode, o.postcode)"),
    "plaats": ("o.plaats", "{t}.plaats"),
    "gemeente": ("o.gemeente_code", "coalesce(lpad({t}.gemeente, 4, '0'), o.gemeente_code)"),
    "structuur": ("o.structuur", "coalesce({t}.structuur, o.structuur)"),
    "rmc": ("o.rmc_regio", "coalesce({t}.rmc, o.rmc_regio)"),
}


def beoordeel(werk: Werktafel) -> None:
    werk.voer_uit(f"UPDATE {{t}} SET vestiging = {_NUMMER} WHERE stand = 'nieuw'")
    werk.weiger(
        "stand = 'nieuw' AND vestiging !~ '^[0-9]{2}[A-Z]{2}([0-9]{2})?$'",
        "vestiging",
        "Dit is geen BRIN met vestiging. Schrijf bijvoorbeeld 16SW03.",
    )
    werk.weiger(f"stand = 'nieuw' AND {_DUBBEL}", "vestiging", "Deze school staat eerder in dit bestand.")
    werk.voer_uit(
        "UPDATE {t} SET doel_id = s.id FROM leerplicht_school s WHERE {t}.stand = 'nieuw' AND s.brin = vestiging"
    )
    stel_vast(werk, tabel="leerplicht_school", koppeling="o.id = {t}.doel_id", velden=VELDEN)


def verwerk(werk: Werktafel) -> None:
    werk.voer_uit(
        f"UPDATE leerplicht_school o SET {zet(VELDEN)} FROM {{t}} "
        "WHERE {t}.stand = 'gewijzigd' AND o.id = {t}.doel_id"
    )
    # Two gemeenten may read the same list at the same moment.
    werk.voer_uit(
        """INSERT INTO leerplicht_school (brin, naam, adres, postcode, plaats, gemeente_code, structuur, rmc_regio)
        SELECT vestiging, naam, concat_ws(' ', straat, huisnummer), coalesce(postcode, ''), plaats,
            coalesce(lpad(gemeente, 4, '0'), ''), coalesce(structuur, ''), coalesce(rmc, '')
        FROM {t} WHERE stand = 'nieuw' ORDER BY vestiging ON CONFLICT (brin) DO NOTHING"""
    )


BRON = Bron(
    code="scholen",
    naam="Scholen van DUO",
    wat="Vestigingen uit de open gegevens van DUO. Geldt voor alle gemeenten, dus ongedaan maken kan niet.",
    recht=Recht.LIJSTEN,
    enkel="school",
    meer="scholen",
    kolommen=KOLOMMEN,
    beoordeel=beoordeel,
    verwerk=verwerk,
    landelijk=True,
    xml_rij="school",
)
