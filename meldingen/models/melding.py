"""Melding: a report that a leerling is absent or needs care. Onderzoek: how an absoluut melding begins."""

import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from leerplicht.models import Leerling, ViaZaakQuerySet
from leerplicht.schooljaar import schooljaar_veld
from leerplicht.toegang.tabelregels import ZelfdeGemeente, gemeente_regels, versie_trigger, volg
from meldingen.choices import DuoSoort, Herkomst, OnderzoekUitkomst, Soort


class MeldingQuerySet(ViaZaakQuerySet):
    def in_schooljaar(self, schooljaar: int) -> Self:
        """Meldingen whose meldingsdatum lies in the school year, named by its starting year."""
        return self.filter(schooljaar=schooljaar)

    def van_soort(self, *soorten: str) -> Self:
        return self.filter(soort__in=soorten)

    def van_leerplicht(self) -> Self:
        """What the report counts as meldingen verzuim en zorg: all kinds but verzuim 18+."""
        return self.filter(soort__in=Soort.LEERPLICHT)

    def open(self) -> Self:
        return self.filter(gesloten_op__isnull=True)

    def te_sorteren(self) -> Self:
        """What came in from a register and nobody looked at yet (`meldingen/triage`)."""
        return self.filter(te_sorteren=True)

    def net_zo(self, *, leerling: Leerling, soort: str, gemeld_op: datetime.date) -> Self:
        """Meldingen of the same leerling, kind and day: perhaps the same one twice."""
        return self.filter(leerling=leerling, soort=soort, gemeld_op=gemeld_op)

    def open_op(self, peildatum) -> Self:
        """Not yet closed at the end of the day `peildatum`."""
        return self.filter(Q(gesloten_op__isnull=True) | Q(gesloten_op__gt=peildatum))


def _lijst_van_de_soort(begin: str) -> models.GeneratedField:
    """The code list of the kind of melding (`choices.reden_lijst`, `resultaat_lijst`), for the composite key."""
    return models.GeneratedField(
        expression=Concat(Value(f"{begin}-"), "soort"),
        output_field=models.CharField(max_length=40),
        db_persist=True,
    )


@volg("meldingen_melding", exclude=("schooljaar", "reden_lijst", "resultaat_lijst"))
class Melding(models.Model):
    """A melding (Lpw art. 21; kinds in `Soort`). Counts in the school year of its meldingsdatum, also while open.

    Onderwijssoort, leerjaar and age are kept as they were on the meldingsdatum: a later change of school or a
    corrected date does not rewrite history.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.OneToOneField(
        "leerplicht.Zaak", on_delete=models.PROTECT, db_constraint=False, related_name="melding"
    )
    leerling = models.ForeignKey(
        "leerplicht.Leerling", on_delete=models.PROTECT, db_constraint=False, related_name="meldingen"
    )
    soort = models.CharField("soort melding", max_length=20, choices=Soort)
    gemeld_op = models.DateField("gemeld op")
    schooljaar = schooljaar_veld("gemeld_op")
    herkomst = models.CharField("gemeld door", max_length=10, choices=Herkomst, default=Herkomst.SCHOOL)
    # DUO's identity of the melding: a file replayed changes nothing.
    duo_nummer = models.CharField("meldingsnummer DUO", max_length=20, null=True, blank=True)
    # As the school reported it (Besluit Verzuimmelding, annex). `soort` follows from it, and may differ by now.
    duo_soort = models.CharField("soort volgens DUO", max_length=3, choices=DuoSoort, blank=True)
    vermoedelijke_reden = models.CharField("vermoedelijke reden volgens school", max_length=200, blank=True)
    actie_gewenst = models.BooleanField("school vraagt actie van de gemeente", null=True, blank=True)
    # True for what came in from a register, until a colleague says what becomes of it; never for what was typed.
    te_sorteren = models.BooleanField("nog te sorteren", default=False)
    gesorteerd_op = models.DateField("gesorteerd op", null=True, blank=True)

    school = models.ForeignKey(
        "leerplicht.School", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    onderwijssoort = models.ForeignKey(
        "leerplicht.Code",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    leerjaar = models.PositiveSmallIntegerField("leerjaar", null=True, blank=True)
    leeftijd = models.PositiveSmallIntegerField("leeftijd op de meldingsdatum")

    reden = models.ForeignKey(
        "leerplicht.Code",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    resultaat = models.ForeignKey(
        "leerplicht.Code",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    reden_lijst = _lijst_van_de_soort("reden")
    resultaat_lijst = _lijst_van_de_soort("resultaat")
    gesloten_op = models.DateField("afgesloten op", null=True, blank=True)
    vervolg_op = models.ForeignKey(
        "self", on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="vervolgen"
    )
    toelichting = models.TextField("toelichting", blank=True)

    # Relatief, thuiszitter and verzuim 18+: the absence itself.
    verzuim_van = models.DateField("verzuim van", null=True, blank=True)
    verzuim_tot_en_met = models.DateField("verzuim tot en met", null=True, blank=True)
    # With its part of an hour: at 16 reporting becomes a duty, so rounding would decide.
    verzuim_uren = models.DecimalField(
        "uren verzuim in 4 weken", max_digits=6, decimal_places=2, null=True, blank=True
    )
    # Luxe: counted per gezin; was verwijtbaarheid investigated?
    gezin = models.ForeignKey(
        "leerplicht.Gezin",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    verwijtbaarheid_onderzocht = models.BooleanField("verwijtbaarheid onderzocht", null=True, blank=True)
    # Thuiszitter: geoorloofd and ongeoorloofd are counted alike; dagbesteding alone is thuiszitten too.
    geoorloofd = models.BooleanField("geoorloofd verzuim", null=True, blank=True)
    dagbesteding = models.CharField("dagbesteding", max_length=120, blank=True)

    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MeldingQuerySet.as_manager()

    class Meta:
        ordering = ["-gemeld_op", "-pk"]
        verbose_name_plural = "meldingen"
        triggers = [versie_trigger()]
        indexes = [
            models.Index(fields=["gemeente", "schooljaar", "soort"], name="melding_schooljaar"),
            models.Index(fields=["gemeente", "gemeld_op", "id"], name="melding_gemeld_op"),
            models.Index(fields=["gemeente", "leerling"], name="melding_leerling"),
            models.Index(
                fields=["gemeente", "gemeld_op"], condition=Q(te_sorteren=True), name="melding_te_sorteren"
            ),
        ]
        constraints = [
            *gemeente_regels("meldingen_melding", "onderwijssoort", "vervolg_op", "gezin"),
            # Each kind has lists of its own: a reden or resultaat of another kind is refused.
            ZelfdeGemeente(name="meldingen_melding_reden_fk", field="reden", shared={"reden_lijst": "lijst"}),
            ZelfdeGemeente(
                name="meldingen_melding_resultaat_fk", field="resultaat", shared={"resultaat_lijst": "lijst"}
            ),
            # A melding concerns the leerling of its zaak.
            ZelfdeGemeente(name="meldingen_melding_zaak_fk", field="zaak", shared={"leerling_id": "leerling_id"}),
            models.UniqueConstraint(fields=["gemeente", "id", "leerling"], name="melding_gemeente_leerling"),
            models.UniqueConstraint(fields=["gemeente", "duo_nummer"], name="melding_duo_nummer_uniek"),
            models.CheckConstraint(
                condition=Q(resultaat__isnull=True, gesloten_op__isnull=True)
                | Q(resultaat__isnull=False, gesloten_op__isnull=False),
                name="melding_gesloten_precies_met_resultaat",
            ),
            models.CheckConstraint(
                condition=Q(gesloten_op__isnull=True) | Q(gesloten_op__gte=F("gemeld_op")),
                name="melding_sluit_na_melden",
            ),
            models.CheckConstraint(
                condition=Q(verzuim_tot_en_met__isnull=True) | Q(verzuim_tot_en_met__gte=F("verzuim_van")),
                name="melding_verzuim_op_volgorde",
            ),
            models.CheckConstraint(
                condition=Q(verzuim_uren__isnull=True) | Q(verzuim_uren__gte=0), name="melding_uren_niet_onder_nul"
            ),
            models.CheckConstraint(
                condition=Q(soort=Soort.LUXE, gezin__isnull=False, verwijtbaarheid_onderzocht__isnull=False)
                | (~Q(soort=Soort.LUXE) & Q(gezin__isnull=True, verwijtbaarheid_onderzocht__isnull=True)),
                name="melding_luxe_heeft_gezin",
            ),
            # Who closes a melding, or says what becomes of it, has sorted it.
            models.CheckConstraint(
                condition=Q(te_sorteren=False) | Q(gesloten_op__isnull=True, gesorteerd_op__isnull=True),
                name="melding_te_sorteren_is_open",
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} {self.zaak}"

    @property
    def soort_kort(self) -> str:
        return Soort(self.soort).kort


class OnderzoekQuerySet(ViaZaakQuerySet):
    def in_schooljaar(self, schooljaar: int) -> Self:
        return self.filter(schooljaar=schooljaar)


@volg("meldingen_onderzoek", exclude=("schooljaar",))
class Onderzoek(models.Model):
    """An investigation into absoluut verzuim. Once *vastgesteld* it has exactly one melding, of the same date.

    The melding shares the zaak and takes `gestart_op` as meldingsdatum, so that "267 onderzoeken, of which 175
    vastgesteld" and the 175 meldingen always count in the same school year.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    zaak = models.OneToOneField(
        "leerplicht.Zaak", on_delete=models.PROTECT, db_constraint=False, related_name="onderzoek"
    )
    leerling = models.ForeignKey(
        "leerplicht.Leerling", on_delete=models.PROTECT, db_constraint=False, related_name="onderzoeken"
    )
    gestart_op = models.DateField("gestart op")
    schooljaar = schooljaar_veld("gestart_op")
    uitkomst = models.CharField("uitkomst", max_length=20, choices=OnderzoekUitkomst, blank=True)
    afgerond_op = models.DateField("afgerond op", null=True, blank=True)
    melding = models.OneToOneField(
        Melding,
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="onderzoek",
    )
    toelichting = models.TextField("toelichting", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OnderzoekQuerySet.as_manager()

    class Meta:
        ordering = ["-gestart_op", "-pk"]
        verbose_name_plural = "onderzoeken"
        triggers = [versie_trigger()]
        indexes = [models.Index(fields=["gemeente", "schooljaar"], name="onderzoek_schooljaar")]
        constraints = [
            *gemeente_regels("meldingen_onderzoek"),
            ZelfdeGemeente(
                name="meldingen_onderzoek_zaak_fk", field="zaak", shared={"leerling_id": "leerling_id"}
            ),
            ZelfdeGemeente(
                name="meldingen_onderzoek_melding_fk", field="melding", shared={"leerling_id": "leerling_id"}
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="", afgerond_op__isnull=True)
                | (~Q(uitkomst="") & Q(afgerond_op__isnull=False)),
                name="onderzoek_afgerond_met_uitkomst",
            ),
            models.CheckConstraint(
                condition=Q(uitkomst=OnderzoekUitkomst.VASTGESTELD, melding__isnull=False)
                | (~Q(uitkomst=OnderzoekUitkomst.VASTGESTELD) & Q(melding__isnull=True)),
                name="onderzoek_vastgesteld_heeft_melding",
            ),
            models.CheckConstraint(
                condition=Q(afgerond_op__isnull=True) | Q(afgerond_op__gte=F("gestart_op")),
                name="onderzoek_op_volgorde",
            ),
        ]

    def __str__(self):
        return f"Onderzoek {self.zaak}"
