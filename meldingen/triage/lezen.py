"""What is known about the meldingen of a page: one fixed number of queries, whatever the number of rows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Window
from django.db.models.functions import Coalesce

from leerplicht import parameters
from leerplicht.dossier.dossier import behandelaars
from leerplicht.models import Code, Gebruiker, Toewijzing, Zaak
from leerplicht.models.zaak import compartimenten
from leerplicht.toegang.leesbaar import code_in_woorden
from leerplicht.toegang.zegels.verzegeld import geopend_vandaag
from meldingen.choices import Soort, resultaat_lijst
from meldingen.lijsten import met_eigenaar
from meldingen.models import Melding, Vrijstelling
from meldingen.models.melding import MeldingQuerySet
from meldingen.rules import Aandachtspunt, aandachtspunten, compartiment_van
from meldingen.triage.actions import TER_KENNISNAME
from meldingen.triage.rules import Eerdere, Feiten, Voorstel, Wie, voorstel

# Who got the meldingen of a school in this time knows the school.
LAATST = timedelta(days=180)
# So many of the history stand in the row; the others in its details.
IN_EEN_REGEL = 3


@dataclass(frozen=True)
class Eerder:
    """An earlier melding as it reads in the history of a row."""

    melding: Melding
    tekst: str


@dataclass(frozen=True)
class Rij:
    """A melding in triage. `dicht`: of a sealed dossier, of which nothing more is shown or done."""

    melding: Melding
    dicht: bool
    feiten: Feiten
    voorstel: Voorstel
    eerder: Sequence[Eerder]
    collegas: Sequence[Gebruiker]

    @property
    def geschiedenis(self) -> str:
        """In one line: how many, and the latest of them."""
        if not self.eerder:
            return "Niet eerder gemeld"
        laatste = ", ".join(een.tekst for een in self.eerder[:IN_EEN_REGEL])
        meer = len(self.eerder) - IN_EEN_REGEL
        return f"{len(self.eerder)} eerder: {laatste}" + (f", en {meer} daarvoor" if meer > 0 else "")


@dataclass(frozen=True)
class Groep:
    """Rows of one leerling or one gezin: they are decided together."""

    rijen: Sequence[Rij]

    @property
    def naam(self) -> str:
        leerlingen = {rij.melding.leerling_id for rij in self.rijen}
        if len(self.rijen) == 1:
            return ""
        if len(leerlingen) == 1:
            return f"{len(self.rijen)} meldingen van dezelfde leerling"
        return f"{len(self.rijen)} meldingen uit één gezin"


def volgorde(meldingen: MeldingQuerySet) -> MeldingQuerySet:
    """The oldest first, but those of a leerling and of his brothers and sisters together."""
    gezin = Coalesce("leerling__gezin_id", -F("leerling_id"))
    eerste = Window(Min("gemeld_op"), partition_by=[gezin])
    return meldingen.annotate(gezin_van=gezin, eerste_van_gezin=eerste).order_by(
        "eerste_van_gezin", "gezin_van", "leerling_id", "gemeld_op", "pk"
    )


def met_rij(meldingen: MeldingQuerySet) -> QuerySet[Melding]:
    return met_eigenaar(meldingen).select_related("leerling", "zaak", "school", "onderwijssoort")


def groepen(rijen: Sequence[Rij]) -> list[Groep]:
    def gezin(rij: Rij) -> int:
        return rij.melding.leerling.gezin_id or -rij.melding.leerling_id

    return [Groep(list(samen)) for _, samen in groupby(rijen, key=gezin)]


def rijen_voor(
    gebruiker: Gebruiker, meldingen: Sequence[Melding], verzegeld: frozenset[int], *, vandaag: date
) -> list[Rij]:
    """A row for each melding of `met_rij`, in their order."""
    leerlingen = {melding.leerling_id for melding in meldingen}
    dicht = verzegeld & leerlingen
    dicht -= geopend_vandaag(gebruiker, list(dicht)) if dicht else set()
    per_compartiment = {vak: list(behandelaars(gebruiker, [vak])) for vak in compartimenten(gebruiker)}
    eerder = _eerder(gebruiker, leerlingen)
    behandelaar = _behandelaars_van(gebruiker, leerlingen)
    school = _van_scholen(gebruiker, meldingen, vandaag)
    vrijgesteld = _vrijgesteld(gebruiker, leerlingen)
    kennisname = _kent_kennisname(gebruiker)
    ik = Wie(gebruiker.pk, str(gebruiker))
    rijen = []
    for melding in meldingen:
        vak = compartiment_van(melding.soort)
        collegas = per_compartiment.get(vak, [])
        mag = {collega.pk: Wie(collega.pk, str(collega)) for collega in collegas}
        # Those that came in later are no history of this one.
        hiervoor = [een for een in eerder[melding.leerling_id] if _voor(een, melding)]
        feiten = Feiten(
            soort=melding.soort,
            gemeld_op=melding.gemeld_op,
            ik=ik,
            duo_soort=melding.duo_soort,
            actie_gewenst=melding.actie_gewenst,
            volgt_op=melding.vervolg_op_id,
            punten=_punten(melding, hiervoor, vrijgesteld, vandaag),
            eerdere=[
                Eerdere(een.pk, een.soort, een.gemeld_op, een.gesloten_op, mag.get(_eigenaar(een.zaak) or 0))
                for een in hiervoor
            ],
            behandelaar=_eerste(mag, behandelaar(melding)),
            van_de_school=_eerste(mag, school(melding)),
            kan_ter_kennisgeving=kennisname(melding),
            kan_thuiszitter=melding.soort in Soort.RELATIEF and melding.reden_id is None,
        )
        rijen.append(
            Rij(
                melding,
                melding.leerling_id in dicht,
                feiten,
                voorstel(feiten),
                [Eerder(een, _in_een_regel(een, gebruiker)) for een in hiervoor],
                collegas,
            )
        )
    return rijen


def _voor(een: Melding, melding: Melding) -> bool:
    return (een.gemeld_op, een.pk) < (melding.gemeld_op, melding.pk)


def _eigenaar(zaak: Any) -> int | None:
    return zaak.lopend[0].gebruiker_id if zaak.lopend else None


def _eerste(mag: dict[int, Wie], wie: Sequence[int]) -> Wie | None:
    return next((mag[pk] for pk in wie if pk in mag), None)


def _eerder(gebruiker: Gebruiker, leerlingen: set[int]) -> dict[int, list[Melding]]:
    """All meldingen of these leerlingen that the user may see, newest first."""
    gevonden = Melding.objects.zichtbaar_voor(gebruiker).filter(leerling__in=leerlingen)
    per_leerling = defaultdict(list)
    for melding in met_eigenaar(gevonden).select_related("resultaat").order_by("-gemeld_op", "-pk"):
        per_leerling[melding.leerling_id].append(melding)
    return per_leerling


def _in_een_regel(melding: Melding, lezer: Gebruiker) -> str:
    """ "zorg 03-10-2026 open bij Bram", "relatief licht 12-09-2026 (formele waarschuwing)"."""
    wat = f"{melding.soort_kort.lower()} {melding.gemeld_op:%d-%m-%Y}"
    if melding.te_sorteren:
        return f"{wat} ook nieuw"
    if melding.gesloten_op is None:
        lopend = melding.zaak.lopend  # type: ignore[attr-defined]
        return f"{wat} open bij {(lopend and lopend[0].gebruiker) or 'het team'}"
    return f"{wat} ({code_in_woorden(melding.resultaat, lezer).lower()})"


def _behandelaars_van(gebruiker: Gebruiker, leerlingen: set[int]) -> Callable[[Melding], list[int]]:
    """Who owns open zaken of a leerling, the latest zaak first."""
    zaken = Zaak.objects.zichtbaar_voor(gebruiker).open().filter(leerling__in=leerlingen)
    lopend = Toewijzing.objects.filter(tot__isnull=True, gebruiker__isnull=False, zaak__in=zaken)
    gevonden = lopend.order_by("-zaak__geopend_op", "-zaak_id").values_list(
        "zaak__leerling_id", "zaak_id", "gebruiker_id"
    )
    per_leerling = defaultdict(list)
    for leerling, zaak, wie in gevonden:
        per_leerling[leerling].append((zaak, wie))
    return lambda melding: [
        wie for zaak, wie in per_leerling.get(melding.leerling_id, ()) if zaak != melding.zaak_id
    ]


def _van_scholen(
    gebruiker: Gebruiker, meldingen: Sequence[Melding], vandaag: date
) -> Callable[[Melding], list[int]]:
    """Who owns most of the meldingen of a school of the last half year; the compartment tells them apart."""
    recent = Melding.objects.zichtbaar_voor(gebruiker).filter(
        gemeld_op__gte=vandaag - LAATST, school__in={m.school_id for m in meldingen if m.school_id}
    )
    lopend = Q(zaak__toewijzingen__tot__isnull=True, zaak__toewijzingen__gebruiker__isnull=False)
    geteld = (
        recent.filter(lopend)
        .order_by()
        .values_list("school_id", "zaak__compartiment", "zaak__toewijzingen__gebruiker_id")
        .annotate(aantal=Count("pk"))
    )
    per_school: dict[tuple[int | None, str], Counter[int]] = defaultdict(Counter)
    for school, vak, wie, aantal in geteld:
        per_school[school, vak][wie] += aantal

    def meeste_eerst(melding: Melding) -> list[int]:
        tel = per_school.get((melding.school_id, melding.zaak.compartiment), Counter())
        return sorted(tel, key=lambda wie: (-tel[wie], wie))

    return meeste_eerst


def _vrijgesteld(gebruiker: Gebruiker, leerlingen: set[int]) -> dict[int, list[tuple[date, date]]]:
    """The periods of the vrijstellingen of these leerlingen."""
    verleend = Vrijstelling.objects.zichtbaar_voor(gebruiker).filter(
        leerling__in=leerlingen, geldig_van__isnull=False
    )
    per_leerling = defaultdict(list)
    for leerling, van, tot in verleend.values_list("leerling_id", "geldig_van", "geldig_tot_en_met"):
        if van and tot:
            per_leerling[leerling].append((van, tot))
    return per_leerling


def _kent_kennisname(gebruiker: Gebruiker) -> Callable[[Melding], bool]:
    """Whether the list of a kind knows *ter kennisname* in the school year of a melding."""
    codes = Code.objects.zichtbaar_voor(gebruiker).filter(
        lijst__in=[resultaat_lijst(soort) for soort in Soort], code=TER_KENNISNAME
    )
    per_lijst = defaultdict(list)
    for code in codes:
        per_lijst[code.lijst].append(code)
    return lambda melding: any(
        code.van_schooljaar <= melding.schooljaar < (code.tot_schooljaar or melding.schooljaar + 1)
        for code in per_lijst[resultaat_lijst(melding.soort)]
    )


def _punten(
    melding: Melding, hiervoor: Sequence[Melding], vrijgesteld: dict[int, list[tuple[date, date]]], vandaag: date
) -> list[Aandachtspunt]:
    periodes = vrijgesteld.get(melding.leerling_id, ())
    geldig_tot = [tot for van, tot in periodes if van <= melding.gemeld_op <= tot]
    return aandachtspunten(
        soort=melding.soort,
        gemeld_op=melding.gemeld_op,
        geboortedatum=melding.leerling.geboortedatum,
        startkwalificatie_op=melding.leerling.startkwalificatie_op,
        uren=melding.verzuim_uren,
        drempel_uren=parameters.op("relatief_wettelijk_uren", melding.gemeld_op).waarde,
        vrijgesteld_tot_en_met=max(geldig_tot, default=None),
        overleden_op=melding.leerling.overleden_op,
        vertrokken_op=melding.leerling.vertrokken_op,
        gevestigd_op=melding.leerling.gevestigd_op,
        vandaag=vandaag,
        al_gemeld=any((e.soort, e.gemeld_op) == (melding.soort, melding.gemeld_op) for e in hiervoor),
    )
