"""One pass over a file in one transaction: check it, read it in, or undo it. What fails leaves nothing behind.

Checking and reading in are the same pass: what was seen in the preview is worked out again on the rows as they are
now. So two people at once, the same file again and a worker that died and begins anew all end well.
"""

import datetime
from collections.abc import Callable
from itertools import islice
from uuid import UUID

import pghistory
from django.db import connection, transaction
from django.utils import timezone

from leerplicht.bestanden import opslag
from leerplicht.inlezen.bron import Bron
from leerplicht.inlezen.kolominhoud import EERSTE, kolominhoud
from leerplicht.inlezen.lezen import Herkend, herken, rijen
from leerplicht.inlezen.lezen.pakket import lijst_van
from leerplicht.inlezen.vullen import maak_tafel, plekken_van, vul, weging_van, wijs_aan
from leerplicht.inlezen.werktafel import GOED, TE_BEKIJKEN, Stand, Werktafel
from leerplicht.koppelen.onthouden import onthoud_personen
from leerplicht.models import Aanlevering, AanleveringStatus, Bronrij
from leerplicht.terugdraaien import draai_terug

# Of rows that need nobody, so many are kept to look at.
VOORBEELDEN = 100
ALLE_BEWAARD = (*TE_BEKIJKEN, Stand.BEWERKT)
# What a check says of a row.
UITKOMST = {naam: f"rijen.{naam}" for naam in ("stand", "fouten", "verschil", "kandidaten", "keuze")}
UITKOMST["ruw"] = "rijen.ruw::jsonb"
NIET_ALLES = "Niets is ingelezen: er zijn regels geweigerd of in twijfel, en u vroeg om alles of niets."
GEEN_KOLOMMEN = "Geen enkele kolom van dit bestand hoort bij {}. Is dit het goede bestand?"
# What can be done about it, by what the file is.
ZET_KOPPEN = {
    "csv": " Zet de koppen op de eerste regel.",
    "xlsx": " Zet de koppen op de eerste regel van het eerste werkblad.",
}
KOLOM_MIST = "Deze kolommen moeten nog worden gekoppeld: {}."
# A heading means one column of ours.
NAAM = {"achternaam", "voornaam"}
NAAM_SPLITSEN = " Staat de hele naam in één kolom? Splits die eerst in Excel."

# Tells how far it is, and raises when it must stop.
Meld = Callable[[str, int], None]


class NietAlles(Exception):
    """Asked for everything or nothing, and not everything is good."""


def controleer(aanlevering: Aanlevering, bron: Bron, *, op: datetime.date, meld: Meld) -> None:
    """Judge every row, and keep what a person should see. Raises Onleesbaar. Inside `in_gemeente`."""
    with lijst_van(opslag.pad_van(aanlevering.gemeente_id, aanlevering.sha256), bron.pakket) as lijst:
        herkend = herken(lijst, xml_rij=bron.xml_rij, weeg=weging_van(bron, aanlevering.gemeente_id))
        eerste = islice(rijen(lijst, herkend, xml_rij=bron.xml_rij), EERSTE)
        aanlevering.kolominhoud = kolominhoud(eerste, len(herkend.koppen))
    aanlevering.koppen = list(herkend.koppen)
    plekken = plekken_van(bron, herkend.koppen, aanlevering.gemeente_id)
    mist = {kolom.code: kolom.kop for kolom in bron.kolommen if kolom.verplicht and kolom not in plekken.values()}
    if mist:
        geen = GEEN_KOLOMMEN.format(bron.naam) + ZET_KOPPEN.get(herkend.vorm, "")
        zin = KOLOM_MIST.format(", ".join(mist.values())) if plekken else geen
        if plekken and NAAM <= mist.keys():
            zin += NAAM_SPLITSEN
        aanlevering.status, aanlevering.fout = AanleveringStatus.KOPPELEN, zin[:400]
        return
    werk = _begin(aanlevering, bron, op)
    _beoordeel(aanlevering, werk, herkend, meld)
    meld("De uitkomst wordt bewaard", aanlevering.totaal)
    _bewaar_regels(werk)
    aanlevering.status, aanlevering.fout = AanleveringStatus.GECONTROLEERD, ""


def lees_in(aanlevering: Aanlevering, bron: Bron, *, op: datetime.date, meld: Meld) -> None:
    """Write the good rows. Raises NietAlles, Onleesbaar. Inside `in_gemeente`, as its only work."""
    werk = _begin(aanlevering, bron, op)
    # One reader at a time in a gemeente: the second sees what the first wrote.
    werk.vraag("SELECT pg_advisory_xact_lock(%(gemeente)s::int, hashtext('inlezen'))")
    with lijst_van(opslag.pad_van(aanlevering.gemeente_id, aanlevering.sha256), bron.pakket) as lijst:
        herkend = herken(lijst, xml_rij=bron.xml_rij, weeg=weging_van(bron, aanlevering.gemeente_id))
    _beoordeel(aanlevering, werk, herkend, meld)
    mag_niet = sum(aanlevering.telling.get(stand, 0) for stand in TE_BEKIJKEN)
    if mag_niet and not aanlevering.alleen_goede:
        raise NietAlles
    meld("De regels worden verwerkt", aanlevering.totaal)
    # Told to the triggers once: not knowing costs them an error caught per row.
    werk.vraag("SELECT set_config('pgtrigger.ignore', '{}', true)")
    if sum(aanlevering.telling.get(stand, 0) for stand in GOED):
        bron.verwerk(werk)
    # Also of a file that changes nothing: a doubt may have been answered.
    onthoud_personen(werk)
    _bewaar_regels(werk)
    if aanlevering.gebleven:
        # What stayed of the last time can only be found by its own context.
        aanlevering.eerdere_keren = _keren(aanlevering)
    with pghistory.context() as context:
        aanlevering.context = context.id
    aanlevering.ingelezen_op, aanlevering.teruggedraaid_op, aanlevering.gebleven = werk.nu, None, 0
    aanlevering.status, aanlevering.fout = AanleveringStatus.INGELEZEN, ""


def maak_ongedaan(aanlevering: Aanlevering, *, meld: Meld) -> None:
    """Take back what was read in; what somebody worked on since stays. Inside `in_gemeente`.

    The last time first: it may have changed what stayed of the times before.
    """
    meld("Wat is ingelezen wordt teruggedraaid", 0)
    weer = aanlevering.teruggedraaid_op is not None
    bleef: dict[str, set[int]] = {}
    for context, ingelezen_op in reversed(_keren(aanlevering)):
        uitkomst = draai_terug(context=UUID(context), op=datetime.datetime.fromisoformat(ingelezen_op), weer=weer)
        for label, pks in uitkomst.gebleven.items():
            bleef.setdefault(label, set()).update(pks)
        weer = True
    # How the bron knows a row is kept with it, and is not one more.
    bleef.pop(Bronrij._meta.label, None)
    aanlevering.gebleven = max(map(len, bleef.values()), default=0)
    if not aanlevering.gebleven:
        aanlevering.eerdere_keren = []
    aanlevering.teruggedraaid_op = timezone.now()
    aanlevering.status = AanleveringStatus.TERUGGEDRAAID


def _keren(aanlevering: Aanlevering) -> list[list[str]]:
    """Every time it was read in of which something is there, oldest first: context and moment."""
    assert aanlevering.ingelezen_op is not None
    return [*aanlevering.eerdere_keren, [str(aanlevering.context), aanlevering.ingelezen_op.isoformat()]]


def _begin(aanlevering: Aanlevering, bron: Bron, op: datetime.date) -> Werktafel:
    assert connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (nu,) = cursor.fetchone()
    return Werktafel(
        bron=bron,
        gemeente_id=aanlevering.gemeente_id,
        aanlevering_id=aanlevering.pk,
        door_id=aanlevering.ingelezen_door_id or aanlevering.door_id,
        op=op,
        nu=nu,
        bestand=opslag.pad_van(aanlevering.gemeente_id, aanlevering.sha256),
        kolommen=frozenset(
            kolom.code for kolom in plekken_van(bron, aanlevering.koppen, aanlevering.gemeente_id).values()
        ),
    )


def _beoordeel(aanlevering: Aanlevering, werk: Werktafel, herkend: Herkend, meld: Meld) -> None:
    bron = werk.bron
    plekken = plekken_van(bron, herkend.koppen, werk.gemeente_id)
    maak_tafel(werk)
    meld("Het bestand wordt gelezen", 0)
    assert werk.bestand is not None
    with lijst_van(werk.bestand, bron.pakket) as lijst:
        gevuld = vul(werk, lijst, herkend, plekken, elke=lambda gedaan: meld("Het bestand wordt gelezen", gedaan))
    meld("De regels worden vergeleken met wat er al is", gevuld.rijen)
    wijs_aan(werk)
    bron.beoordeel(werk)
    aanlevering.gelezen = {waar: dict(teller) for waar, teller in gevuld.gelezen.items()}
    aanlevering.onbekend = {waar: dict(teller) for waar, teller in gevuld.onbekend.items()}
    aanlevering.telling = dict(werk.vraag("SELECT stand, count(*) FROM {t} GROUP BY stand"))


@transaction.atomic
def _bewaar_regels(werk: Werktafel) -> None:
    """What a person should see. A row that was kept before stays the same row, with what he typed and chose in it.

    The plan stands in a table of its own, so that the planner knows how many rows it is about.
    """
    bewaard = ", ".join(f"'{stand}'" for stand in ALLE_BEWAARD)
    werk.voer_uit(
        f"""DROP TABLE IF EXISTS bewaarplan; CREATE TEMPORARY TABLE bewaarplan ON COMMIT DROP AS
        SELECT regel, eigen.id, coalesce(stand IN ({bewaard}) OR rijen.keuze <> ''
            OR hoeveelste <= {VOORBEELDEN} OR eigen.verbeterd IS NOT NULL, false) AS blijft
        FROM (SELECT regel, stand, keuze, row_number() OVER (PARTITION BY stand ORDER BY regel) AS hoeveelste
            FROM {{t}}) rijen
        FULL JOIN (SELECT id, regel, verbeterd FROM leerplicht_aanleverregel
            WHERE gemeente_id = %(gemeente)s AND aanlevering_id = %(aanlevering)s) eigen USING (regel)"""
    )
    werk.voer_uit("ANALYZE bewaarplan")
    werk.voer_uit(
        """DELETE FROM leerplicht_aanleverregel
        WHERE gemeente_id = %(gemeente)s AND id IN (SELECT id FROM bewaarplan WHERE NOT blijft)"""
    )
    uitkomst = {**UITKOMST, "betreft_id": _betreft(werk), "te_controleren": "false"}
    namen, waarden = ", ".join(uitkomst), ", ".join(uitkomst.values())
    werk.voer_uit(
        f"""UPDATE leerplicht_aanleverregel een SET ({namen}) = ROW ({waarden})
        FROM {{t}} rijen JOIN bewaarplan USING (regel)
        WHERE een.gemeente_id = %(gemeente)s AND een.id = bewaarplan.id"""
    )
    werk.voer_uit(
        f"""INSERT INTO leerplicht_aanleverregel
            (gemeente_id, aanlevering_id, regel, {namen}, version)
        SELECT %(gemeente)s, %(aanlevering)s, regel, {waarden}, 1
        FROM {{t}} rijen JOIN bewaarplan USING (regel) WHERE blijft AND bewaarplan.id IS NULL"""
    )


def _betreft(werk: Werktafel) -> str:
    """Whom a row is about: also when it was refused before anybody looked who it was, by its number."""
    kolommen = {kolom.code for kolom in werk.bron.kolommen}
    op_nummer = (
        "(SELECT l.id FROM leerplicht_leerling l WHERE l.gemeente_id = %(gemeente)s "
        f"AND l.{nummer} = rijen.{nummer})"
        for nummer in ("bsn", "onderwijsnummer")
        if nummer in kolommen
    )
    return f"coalesce({', '.join(['rijen.leerling_id', *op_nummer])}, NULL)"
