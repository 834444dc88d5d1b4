"""The nightly run over one gemeente, and what an officer does with a signaal."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q

from leerplicht.dossier.actions import heropen_zaak, leg_vast, plan_taak_binnen, sluit_zaak
from leerplicht.models import Gebeurtenis, Gebruiker, Gemeente, Taak, Zaak
from meldingen.actions import start_onderzoek
from meldingen.models import Onderzoek, Signaal
from meldingen.rules import UITZOEKEN
from meldingen.signalen.choices import NietsReden, Signaalsoort, Signaaluitkomst, Zeefreden
from meldingen.signalen.dossiers import nu_achttien, open_dossiers
from meldingen.signalen.openen import NAGAAN, leg_vast_bij, open_signalen, plan_taken
from meldingen.signalen.rules import Aanleiding, is_bekeken
from meldingen.signalen.zeef import Gezeefd, zeef

# So that no two runs look at one gemeente at once; beside it the number of the gemeente.
SLOT = 1_733_190
# A leerling and a kind of signaal.
Sleutel = tuple[int, str]


@dataclass(frozen=True)
class Uitslag:
    """What one run did. `te_veel`: so many are enrolled nowhere that it made no signalen of that."""

    nieuw: int
    heropend: int
    vervallen: int
    te_veel: bool


@transaction.atomic
def signaleer(gemeente: Gemeente, *, op: date, door: Gebruiker | None = None) -> Uitslag:
    """Bring the signalen of a gemeente up to date: new ones, those that came back, those whose cause is gone.

    All or nothing, and running again changes nothing: what is there, and what somebody decided on, stays.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [SLOT, gemeente.pk])
    gezeefd = zeef(gemeente.pk, op)
    gevonden = [*gezeefd.aanleidingen(), *open_dossiers(gemeente.pk, op), *nu_achttien(gemeente.pk, op)]
    per_leerling = {(aanleiding.leerling_id, str(aanleiding.soort)): aanleiding for aanleiding in gevonden}
    bekend = _bekend(gemeente, per_leerling)
    te_openen: list[Aanleiding] = []
    terug: list[Signaal] = []
    for sleutel, aanleiding in per_leerling.items():
        eerder = bekend.get(sleutel, [])
        if any(not een.uitkomst or _beslist(een, aanleiding.op) for een in eerder):
            continue
        vervallen = next((een for een in eerder if een.aanleiding_op == aanleiding.op), None)
        if vervallen is not None:
            terug.append(vervallen)
        elif aanleiding.nieuw:
            te_openen.append(aanleiding)
    weg = [een for sleutel, eerder in bekend.items() if sleutel not in per_leerling for een in eerder]
    _laat_vervallen([een for een in weg if not een.uitkomst], gezeefd.regels, op)
    _breng_terug(terug, op)
    open_signalen(gemeente, te_openen, op=op)
    return Uitslag(len(te_openen), len(terug), sum(not een.uitkomst for een in weg), gezeefd.te_veel)


def _bekend(gemeente: Gemeente, sleutels: dict[Sleutel, Aanleiding]) -> dict[Sleutel, list[Signaal]]:
    """The open signalen, and all of who gives one now."""
    bekend: dict[Sleutel, list[Signaal]] = {}
    leerlingen = {leerling for leerling, _ in sleutels}
    for signaal in Signaal.objects.filter(gemeente=gemeente).filter(Q(uitkomst="") | Q(leerling__in=leerlingen)):
        bekend.setdefault((signaal.leerling_id, signaal.soort), []).append(signaal)
    return bekend


def _beslist(signaal: Signaal, aanleiding_op: date) -> bool:
    if signaal.uitkomst not in Signaaluitkomst.BEKEKEN or signaal.afgehandeld_op is None:
        return False
    return is_bekeken((signaal.aanleiding_op, signaal.afgehandeld_op), aanleiding_op)


def _laat_vervallen(signalen: list[Signaal], gezeefd: list[Gezeefd], op: date) -> None:
    """The cause is gone; the timeline says why, as far as the sieve knows."""
    redenen = {regel.leerling_id: regel.oordeel.reden for regel in gezeefd}
    nummers = [signaal.zaak_id for signaal in signalen]
    Signaal.objects.filter(pk__in=[signaal.pk for signaal in signalen]).update(
        uitkomst=Signaaluitkomst.VERVALLEN, afgehandeld_op=op
    )
    Zaak.objects.filter(pk__in=nummers).update(gesloten_op=op)
    Taak.objects.filter(zaak__in=nummers, gedaan_op__isnull=True).update(gedaan_op=op)
    Gebeurtenis.objects.bulk_create(
        Gebeurtenis(
            gemeente_id=signaal.gemeente_id,
            zaak_id=signaal.zaak_id,
            soort="sluiting",
            titel="Signaal vervallen",
            toelichting=_waarom_vervallen(signaal, redenen),
            op=op,
        )
        for signaal in signalen
    )


def _waarom_vervallen(signaal: Signaal, redenen: dict[int, Zeefreden | None]) -> str:
    if signaal.soort not in Signaalsoort.ZEEF:
        return "De aanleiding is er niet meer: het dossier is gesloten, of de gegevens zijn gewijzigd."
    if signaal.leerling_id not in redenen:
        return "De leerling is nu ingeschreven, of er geldt geen plicht meer."
    reden = redenen[signaal.leerling_id]
    return f"Nu bekend: {reden.label}." if reden else "De leerplicht is begonnen."


def _breng_terug(signalen: list[Signaal], op: date) -> None:
    """The cause is there again, as it was: somebody was enrolled by mistake."""
    nummers = [signaal.zaak_id for signaal in signalen]
    Signaal.objects.filter(pk__in=[signaal.pk for signaal in signalen]).update(uitkomst="", afgehandeld_op=None)
    Zaak.objects.filter(pk__in=nummers).update(gesloten_op=None)
    leg_vast_bij(signalen, soort="melding", titel="Signaal terug", op=op)
    plan_taken(signalen, na="de terugkeer van het signaal", op=op)


@transaction.atomic
def start_onderzoek_na(signaal: Signaal, *, op: date, door: Gebruiker, toelichting: str = "") -> Onderzoek:
    """Absoluut verzuim may be: the signaal ends in an onderzoek, of who started it."""
    signaal = _open_signaal(signaal)
    if signaal.soort != Signaalsoort.ABSOLUUT:
        raise ValidationError("Alleen wie leerplichtig is en niet ingeschreven, wordt onderzocht.")
    tekst = "\n\n".join(deel for deel in (signaal.waarom, toelichting) if deel)
    onderzoek = start_onderzoek(
        signaal.leerling, gestart_op=op, op=op, door=door, toelichting=tekst, eigenaar=door
    )
    signaal.onderzoek = onderzoek
    _handel_af(signaal, Signaaluitkomst.ONDERZOEK, f"Onderzoek gestart: zaak {onderzoek.zaak}", op, door)
    return onderzoek


@transaction.atomic
def doe_niets(signaal: Signaal, *, reden: str, op: date, door: Gebruiker, toelichting: str = "") -> Signaal:
    """Nothing to do, and why; the same cause gives no signaal again."""
    signaal = _open_signaal(signaal)
    if reden not in NietsReden:
        raise ValidationError({"reden": "Kies waarom er niets te doen is."})
    if reden == NietsReden.ANDERS and not toelichting:
        raise ValidationError({"toelichting": "Schrijf op waarom er niets te doen is."})
    signaal.reden, signaal.toelichting = reden, toelichting
    titel = f"Niets te doen: {NietsReden(reden).label}"
    _handel_af(signaal, Signaaluitkomst.NIETS, titel, op, door)
    return signaal


@transaction.atomic
def heropen_signaal(signaal: Signaal, *, waarom: str, op: date, door: Gebruiker) -> Signaal:
    """Take "niets te doen" back; the timeline keeps that it was said."""
    signaal = Signaal.objects.select_for_update(of=("self",)).get(pk=signaal.pk)
    if signaal.uitkomst != Signaaluitkomst.NIETS:
        raise ValidationError("Alleen een signaal waarmee niets te doen was, kunt u heropenen.")
    signaal.uitkomst, signaal.reden, signaal.toelichting, signaal.afgehandeld_op = "", "", "", None
    signaal.save()
    heropen_zaak(signaal.zaak, door=door)
    leg_vast(signaal.zaak, soort="melding", titel="Signaal heropend", toelichting=waarom, op=op, door=door)
    plan_taak_binnen(signaal.zaak, UITZOEKEN, titel=NAGAAN, na="heropenen", op=op, door=door)
    return signaal


def _open_signaal(signaal: Signaal) -> Signaal:
    signaal = Signaal.objects.select_for_update(of=("self",)).select_related("leerling", "zaak").get(pk=signaal.pk)
    if signaal.afgehandeld_op is not None:
        raise ValidationError(f"Dit signaal is al afgehandeld op {signaal.afgehandeld_op:%d-%m-%Y}.")
    return signaal


def _handel_af(signaal: Signaal, uitkomst: str, titel: str, op: date, door: Gebruiker) -> None:
    signaal.uitkomst, signaal.afgehandeld_op = uitkomst, op
    signaal.save()
    sluit_zaak(signaal.zaak, op=op, door=door)
    leg_vast(signaal.zaak, soort="sluiting", titel=titel, toelichting=signaal.toelichting, op=op, door=door)
