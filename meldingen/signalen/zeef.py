"""The sieve: who is enrolled nowhere on a day, and of each why that is a signaal or not."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Least

from leerplicht import parameters, rules
from leerplicht.models import Inschrijving, Leerling
from meldingen.choices import Besluit, Grondslag, Soort
from meldingen.models import Melding, Onderzoek, Signaal, Vrijstelling
from meldingen.signalen.choices import Signaalsoort, Zeefreden
from meldingen.signalen.rules import BINNENKORT, Aanleiding, Oordeel, Zonderschool, beoordeel, te_veel


@dataclass(frozen=True)
class Gezeefd:
    """One leerling in the sieve."""

    leerling_id: int
    oordeel: Oordeel


@dataclass(frozen=True)
class Zeef:
    """All who are enrolled nowhere. `te_veel`: so many that the enrolments must be missing; none are made."""

    regels: list[Gezeefd]
    leerplichtigen: int

    @property
    def signalen(self) -> list[Gezeefd]:
        return [regel for regel in self.regels if regel.oordeel.reden is None]

    @property
    def te_veel(self) -> bool:
        return te_veel(len(self.signalen), self.leerplichtigen)

    def per_reden(self) -> list[tuple[Zeefreden, int]]:
        """How many of each reason are no signaal; in the order in which the reasons are looked at."""
        geteld = Counter(regel.oordeel.reden for regel in self.regels)
        return [(reden, geteld[reden]) for reden in Zeefreden if geteld[reden]]

    def aanleidingen(self) -> list[Aanleiding]:
        """What makes a signaal, and what keeps an open one: a new school year does not take it away."""
        return [
            Aanleiding(
                regel.leerling_id,
                regel.oordeel.soort,
                regel.oordeel.aanleiding_op,
                regel.oordeel.waarom,
                nieuw=regel.oordeel.reden is None and not self.te_veel,
            )
            for regel in self.regels
            if regel.oordeel.reden in (None, Zeefreden.WACHT, Zeefreden.BEKEKEN)
        ]


def zeef(gemeente_id: int, op: date) -> Zeef:
    """Of the active gemeente, in three queries whatever the number of leerlingen."""
    jarig = Leerling.objects.filter(
        gemeente_id=gemeente_id,
        samengevoegd_met__isnull=True,
        # A day too wide for who was born on 29 February; the rules decide.
        geboortedatum__gt=rules.verjaardag(op, -18) - timedelta(2),
        geboortedatum__lte=rules.verjaardag(op, -5),
    )
    dagen = parameters.op("kennisgeving_inschrijving_dagen", op).waarde
    bekeken = _bekeken(gemeente_id)
    regels = []
    for rij in _zonder_school(jarig, op):
        wie = _uit_rij(rij, op, bekeken.get(rij["pk"], {}))
        oordeel = beoordeel(wie, op, dagen)
        if oordeel is not None:
            regels.append(Gezeefd(rij["pk"], oordeel))
    return Zeef(regels, jarig.count())


def _zonder_school(leerlingen: QuerySet[Leerling], op: date) -> QuerySet[Any]:
    """Particulier onderwijs is an enrolment as any other."""
    eigen = {"leerling": OuterRef("pk"), "gemeente": OuterRef("gemeente")}
    inschrijvingen = Inschrijving.objects.filter(**eigen)
    verleend = Vrijstelling.objects.filter(
        **eigen, besluit=Besluit.VERLEEND, grondslag__in=Grondslag.INSCHRIJVING, geldig_van__lte=op + BINNENKORT
    )
    nog_weg = Q(teruggekeerd_op__isnull=True) | Q(teruggekeerd_op__gt=op)
    geldig = verleend.filter(nog_weg, geldig_tot_en_met__gte=op)
    absoluut = Melding.objects.filter(**eigen, soort=Soort.ABSOLUUT)
    onderzoeken = Onderzoek.objects.filter(**eigen)
    return (
        leerlingen.filter(~Exists(inschrijvingen.op(op)))
        .annotate(
            laatst_ingeschreven=Subquery(
                inschrijvingen.filter(tot_en_met__lt=op).order_by("-tot_en_met").values("tot_en_met")[:1]
            ),
            begint_op=Subquery(inschrijvingen.filter(van__gt=op).order_by("van").values("van")[:1]),
            vrijgesteld=Exists(geldig),
            buitenland=Exists(geldig.filter(grondslag=Grondslag.ONDER_C)),
            laatst_vrijgesteld=Subquery(
                verleend.annotate(
                    einde=Least("geldig_tot_en_met", Coalesce("teruggekeerd_op", "geldig_tot_en_met"))
                )
                .order_by("-einde")
                .values("einde")[:1]
            ),
            aanvraag_loopt=Exists(Vrijstelling.objects.filter(**eigen, besluit="")),
            onderzocht_op=Subquery(onderzoeken.order_by("-gestart_op").values("gestart_op")[:1]),
            gemeld_op=Subquery(absoluut.order_by("-gemeld_op").values("gemeld_op")[:1]),
            onderzoek_loopt=Exists(onderzoeken.filter(uitkomst="")),
            melding_loopt=Exists(absoluut.filter(gesloten_op__isnull=True)),
        )
        .values(
            *("pk", "geboortedatum", "startkwalificatie_op", "overleden_op", "vertrokken_op", "gevestigd_op"),
            *(
                "laatst_ingeschreven",
                "begint_op",
                "vrijgesteld",
                "buitenland",
                "laatst_vrijgesteld",
                "aanvraag_loopt",
            ),
            *("onderzocht_op", "gemeld_op", "onderzoek_loopt", "melding_loopt"),
        )
        .order_by("zoeknaam", "pk")
    )


def _uit_rij(rij: dict[str, Any], op: date, bekeken: dict[str, tuple[date, date]]) -> Zonderschool:
    onderzocht = [dag for dag in (rij["onderzocht_op"], rij["gemeld_op"]) if dag is not None]
    vrijgesteld = rij["laatst_vrijgesteld"]
    return Zonderschool(
        leerling_id=rij["pk"],
        geboortedatum=rij["geboortedatum"],
        startkwalificatie_op=rij["startkwalificatie_op"],
        overleden_op=rij["overleden_op"],
        vertrokken_op=rij["vertrokken_op"],
        gevestigd_op=rij["gevestigd_op"],
        laatst_ingeschreven=rij["laatst_ingeschreven"],
        begint_op=rij["begint_op"],
        vrijgesteld=rij["vrijgesteld"],
        buitenland=rij["buitenland"],
        laatst_vrijgesteld=vrijgesteld if vrijgesteld is not None and vrijgesteld < op else None,
        aanvraag_loopt=rij["aanvraag_loopt"],
        onderzocht_op=max(onderzocht, default=None),
        onderzoek_loopt=rij["onderzoek_loopt"] or rij["melding_loopt"],
        bekeken=bekeken.get(Signaalsoort.ABSOLUUT),
        wordt_bekeken=bekeken.get(Signaalsoort.WORDT_LEERPLICHTIG),
    )


def _bekeken(gemeente_id: int) -> dict[int, dict[str, tuple[date, date]]]:
    """Per leerling and kind: cause and day of handling of the last signaal on which somebody decided."""
    gevonden: dict[int, dict[str, tuple[date, date]]] = {}
    signalen = Signaal.objects.filter(gemeente_id=gemeente_id, soort__in=Signaalsoort.ZEEF).bekeken()
    rijen: Any = signalen.order_by("afgehandeld_op")
    for leerling, soort, *wanneer in rijen.values_list("leerling", "soort", "aanleiding_op", "afgehandeld_op"):
        gevonden.setdefault(leerling, {})[soort] = (wanneer[0], wanneer[1])
    return gevonden
