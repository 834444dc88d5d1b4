"""Drafts: what is typed in a form is kept on the server until it is saved.

One draft per tab. A page that shows a draft continues it: the first save from the new page takes the row over, as
long as the tab it came from did not write again. Two tabs that are both alive each keep their own.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.http import QueryDict
from django.utils import timezone

from leerplicht.formulieren.bewijs import Bewijs
from leerplicht.formulieren.geheim import Onleesbaar, ontsleutel, versleutel
from leerplicht.models import Concept, Gebruiker, Verzending
from leerplicht.toegang.gemeente import in_gemeente

# Hidden fields that every form has beside its own; see templatetags/formulieren.py.
SLEUTEL = "_sleutel"
VOLGNUMMER = "_volgnummer"
BEWIJS = "_bewijs"
VERVOLG_OP = "_vervolg_op"
# Begins equal to SLEUTEL; differs when "back" brought the form anew. A draft is sent with this one only.
TAB = "_tab"
GRENS = 256 * 1024
TE_GROOT = "Deze tekst is te lang om als concept te bewaren. Sla het formulier op, of kort de tekst in."

WAAROM: dict[str, str] = {
    Concept.Aanleiding.UITGELOGD: "U was uitgelogd toen u het verstuurde.",
    Concept.Aanleiding.VERGRENDELD: "Het scherm was op slot toen u het verstuurde.",
    Concept.Aanleiding.VERLOPEN: "De pagina was verlopen toen u het verstuurde.",
    Concept.Aanleiding.VERZEGELD: "Het dossier was verzegeld toen u het verstuurde.",
}

# A tab saves at most every 2 seconds; a colleague with some tabs stays far below this.
PER_MINUUT = 240


class TeGroot(Exception):
    """More than GRENS; the text is a Dutch sentence."""


@dataclass(frozen=True)
class Inhoud:
    """A draft that could be read."""

    concept: Concept
    titel: str
    velden: str

    @property
    def vervolg(self) -> str:
        """What a page carries that shows this draft: which save of which tab it is."""
        return f"{self.concept.tab}:{self.concept.volgnummer}"

    @property
    def moment(self) -> str:
        """When it was kept: "10:32" today, "23-11-2026 om 10:32" before."""
        bewaard = timezone.localtime(self.concept.bewaard)
        uur = f"{bewaard:%H:%M}"
        return uur if bewaard.date() == timezone.localdate() else f"{bewaard:%d-%m-%Y} om {uur}"

    @property
    def url(self) -> str:
        return f"{self.concept.formulier}?concept={self.concept.pk}"

    @property
    def waarom(self) -> str:
        return WAAROM.get(self.concept.aanleiding, "")

    @property
    def verstuurd(self) -> bool:
        """Whether the user pressed the button, and the form could not be accepted."""
        return self.concept.aanleiding != Concept.Aanleiding.TYPEN


def ingevuld(gepost: QueryDict) -> str:
    """The user's own fields of a posted form, as a query string."""
    velden = {
        naam: waarden
        for naam, waarden in gepost.lists()
        if not naam.startswith("_") and naam != "csrfmiddlewaretoken"
    }
    return urlencode(velden, doseq=True)


def leesbare(gebruiker: Gebruiker, **zoals: str) -> list[Inhoud]:
    """The user's own drafts, the latest first; those under a lost key are not there."""
    gevonden = []
    for concept in Concept.objects.zichtbaar_voor(gebruiker).filter(**zoals):
        try:
            gevonden.append(Inhoud(concept, **ontsleutel(bytes(concept.inhoud))))
        except Onleesbaar:
            continue
    return gevonden


@transaction.atomic
def bewaar(
    bewijs: Bewijs,
    velden: str,
    *,
    tab: str,
    volgnummer: int,
    vervolg_op: str = "",
    aanleiding: str = Concept.Aanleiding.TYPEN,
) -> datetime | None:
    """Keep what was typed for the owner of the form; when it was kept, or None when a newer save was there.

    `volgnummer` 0: the next after every save so far; not by our clock, since a page counts by its own. Raises
    TeGroot. Also for who has no session, hence the owner and the gemeente come from the proof.
    """
    if len(velden) > GRENS:
        raise TeGroot(TE_GROOT)
    inhoud = versleutel({"titel": bewijs.titel, "velden": velden})
    with in_gemeente(bewijs.gemeente):
        if not _werkt_hier(bewijs):
            return None
        eigen = {"gemeente_id": bewijs.gemeente, "gebruiker_id": bewijs.gebruiker, "formulier": bewijs.formulier}
        bewaard = timezone.now()
        nummer = volgnummer or _volgende(bewijs, tab)
        if _al_verzonden(bewijs, tab, nummer):
            return None
        nieuw = {"volgnummer": nummer, "inhoud": inhoud, "aanleiding": aanleiding, "bewaard": bewaard}
        eerder_tab, _, eerder_nummer = vervolg_op.partition(":")
        if eerder_nummer.isdecimal() and not Concept.objects.filter(**eigen, tab=tab).exists():
            vorige = Concept.objects.filter(**eigen, tab=eerder_tab, volgnummer=eerder_nummer)
            if vorige.update(tab=tab, **nieuw):
                return bewaard
        concept, gemaakt = Concept.objects.select_for_update().get_or_create(**eigen, tab=tab, defaults=nieuw)
        if gemaakt:
            return bewaard
        if not volgnummer:
            nieuw["volgnummer"] = max(nummer, concept.volgnummer + 1)
        elif concept.volgnummer >= volgnummer:
            return None
        Concept.objects.filter(pk=concept.pk).update(**nieuw)
        return bewaard


def mag_nu(gebruiker: int) -> bool:
    """Whether this user may save once more in this minute."""
    sleutel = f"concept-{gebruiker}-{timezone.now():%H%M}"
    cache.add(sleutel, 0, timeout=120)
    return cache.incr(sleutel) <= PER_MINUUT


def _werkt_hier(bewijs: Bewijs) -> bool:
    return Gebruiker.objects.filter(
        pk=bewijs.gebruiker, is_active=True, aanstellingen__gemeente=bewijs.gemeente
    ).exists()


def _volgende(bewijs: Bewijs, tab: str) -> int:
    eigen = {"gemeente_id": bewijs.gemeente, "gebruiker_id": bewijs.gebruiker}
    bewaard = Concept.objects.filter(**eigen, formulier=bewijs.formulier, tab=tab).aggregate(Max("volgnummer"))
    verzonden = Verzending.objects.filter(**eigen, sleutel=tab).aggregate(Max("volgnummer"))
    return 1 + max(bewaard["volgnummer__max"] or 0, verzonden["volgnummer__max"] or 0)


def _al_verzonden(bewijs: Bewijs, tab: str, nummer: int) -> bool:
    """Whether this save was overtaken by the sending of its own form; what is typed after "back" is newer."""
    return Verzending.objects.filter(
        gemeente_id=bewijs.gemeente, gebruiker_id=bewijs.gebruiker, sleutel=tab, volgnummer__gte=nummer
    ).exists()


def ruim_op(gebruiker: Gebruiker, formulier: str, gepost: QueryDict) -> None:
    """The form was saved: its draft goes, and the one it was shown from unless another tab wrote on.

    Also a draft that says exactly what was saved, such as a save of a page that went while it sent it.
    """
    eigen = Concept.objects.zichtbaar_voor(gebruiker)
    eigen.filter(tab=gepost.get(TAB, "")).delete()
    tab, _, nummer = gepost.get(VERVOLG_OP, "").partition(":")
    if nummer.isdecimal():
        eigen.filter(tab=tab, volgnummer=nummer).delete()
    if BEWIJS in gepost:
        opgeslagen = ingevuld(gepost)
        hetzelfde = [
            een.concept.pk for een in leesbare(gebruiker, formulier=formulier) if een.velden == opgeslagen
        ]
        if hetzelfde:
            eigen.filter(pk__in=hetzelfde).delete()


def verwijder(concept: Concept, *, door: Gebruiker) -> None:
    """Throw a draft away; only its owner finds it."""
    Concept.objects.zichtbaar_voor(door).filter(pk=concept.pk).delete()


def verwijder_van(formulier: str, *, door: Gebruiker) -> None:
    """Throw away the user's drafts of a form that has nothing to ask any more."""
    Concept.objects.zichtbaar_voor(door).filter(formulier=formulier).delete()


def verloop(*, voor: datetime) -> None:
    """Remove drafts and sendings of the active gemeente that were last touched before this moment."""
    Concept.objects.filter(bewaard__lt=voor).delete()
    Verzending.objects.filter(op__lt=voor).delete()
