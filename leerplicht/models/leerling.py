"""Leerling, Gezin, Betrokkene and Inschrijving: who it is about, who cares for him, where he goes to school."""

import unicodedata
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from leerplicht.roles import Recht
from leerplicht.toegang.queryset import PersoonQuerySet
from leerplicht.toegang.tabelregels import gemeente_regels, versie_trigger, volg


def zoeksleutel(*delen: str) -> str:
    """Names as they are searched: without diacritics, lower case, ij for ĳ, single spaces.

    Stored, because the database has no ICU and officers type `celik` for Çelik.
    """
    tekst = " ".join(deel for deel in delen if deel).replace("ĳ", "ij").replace("Ĳ", "IJ")
    # Letters that have no decomposition in Unicode.
    tekst = tekst.translate(str.maketrans("łŁøØđĐıİßæÆœŒþÞð", "lLoOdDiIsaAoOtTd"))
    zonder = "".join(c for c in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(c))
    return " ".join(zonder.lower().split())


class Geslacht(models.TextChoices):
    MAN = "m", "man"
    VROUW = "v", "vrouw"
    ANDERS = "x", "anders"
    ONBEKEND = "", "onbekend"


@volg("leerplicht_gezin")
class Gezin(models.Model):
    """A household: luxe verzuim is counted per gezin. Known to the gemeente, so no name of its own."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersoonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "gezinnen"
        triggers = [versie_trigger()]
        constraints = gemeente_regels("leerplicht_gezin")

    def __str__(self):
        return f"gezin {self.pk}"


class LeerlingQuerySet(PersoonQuerySet):
    def zichtbaar_voor(self, gebruiker) -> Self:
        """Each person once: not as who he was before a merge."""
        return super().zichtbaar_voor(gebruiker).filter(samengevoegd_met__isnull=True)

    def opgegaan_in(self, pk: int, gebruiker) -> int | None:
        """The number of the leerling in whom this one went up, for who may see him; None when he did not."""
        opgegaan = super().zichtbaar_voor(gebruiker).filter(pk=pk, samengevoegd_met__isnull=False)
        return opgegaan.values_list("samengevoegd_met_id", flat=True).first()

    def te_verantwoorden_door(self, gebruiker) -> Self:
        """For the privacy officer, who reads no dossiers: whose dossier it is, to say who looked at it."""
        if not gebruiker.mag(Recht.PRIVACY):
            return self.none()
        wie = self.filter(gemeente_id=gebruiker.gemeente.pk)
        return wie.only("gemeente", "voornaam", "tussenvoegsel", "achternaam", "zoeknaam", "geboortedatum")

    def zoek(self, tekst: str) -> Self:
        """By (part of) a name, or exactly by BSN or onderwijsnummer."""
        cijfers = tekst.replace(" ", "").replace(".", "")
        if cijfers.isdigit():
            return self.filter(Q(bsn=cijfers) | Q(onderwijsnummer=cijfers))
        gevonden = self
        for woord in zoeksleutel(tekst).split():
            gevonden = gevonden.filter(zoeknaam__contains=woord)
        return gevonden


@volg("leerplicht_leerling")
class Leerling(models.Model):
    """A child or young person. May lack BSN and onderwijsnummer: newcomers who wait for a language class."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    gezin = models.ForeignKey(
        Gezin, on_delete=models.PROTECT, db_constraint=False, null=True, blank=True, related_name="leerlingen"
    )
    # The same person, who was here twice: his dossier goes on as the other one (`leerplicht/koppelen`).
    samengevoegd_met = models.ForeignKey(
        "self",
        verbose_name="samengevoegd met",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        editable=False,
        related_name="samengevoegde",
    )
    bsn = models.CharField("BSN", max_length=9, null=True, blank=True)
    onderwijsnummer = models.CharField("onderwijsnummer", max_length=9, null=True, blank=True)
    voornaam = models.CharField("voornaam", max_length=80)
    tussenvoegsel = models.CharField("tussenvoegsel", max_length=20, blank=True)
    achternaam = models.CharField("achternaam", max_length=80)
    # Filled by actions; `achternaam voornaam tussenvoegsel` without diacritics: search key and sort key.
    zoeknaam = models.CharField(max_length=200, editable=False)
    geboortedatum = models.DateField("geboortedatum")
    geslacht = models.CharField("geslacht", max_length=1, choices=Geslacht, blank=True)
    straat = models.CharField("straat en huisnummer", max_length=120, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    plaats = models.CharField("woonplaats", max_length=80, blank=True)
    geheim_adres = models.BooleanField("geheim adres", default=False)
    # Day on which havo, vwo or mbo 2-4 was obtained (Lpw art. 1 f).
    startkwalificatie_op = models.DateField("startkwalificatie behaald op", null=True, blank=True)
    # What the BRP tells: who died, who left the gemeente and where to, who came to live in it.
    overleden_op = models.DateField("overleden op", null=True, blank=True)
    vertrokken_op = models.DateField("vertrokken uit de gemeente op", null=True, blank=True)
    vertrokken_naar = models.CharField("vertrokken naar", max_length=80, blank=True)
    vertrokken_buitenland = models.BooleanField("vertrokken naar het buitenland", default=False)
    gevestigd_op = models.DateField("in de gemeente komen wonen op", null=True, blank=True)
    # The day of the last file of the BRP in which this person stood.
    brp_bijgewerkt_op = models.DateField("bijgewerkt uit de BRP op", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LeerlingQuerySet.as_manager()

    class Meta:
        ordering = ["zoeknaam", "pk"]
        verbose_name_plural = "leerlingen"
        triggers = [versie_trigger()]
        indexes = [
            models.Index(fields=["gemeente", "zoeknaam"], name="leerling_sortering"),
            # Who lives in the street of a colleague.
            models.Index(fields=["gemeente", "postcode"], name="leerling_postcode"),
            # Who may be the person that a file or a form speaks of.
            models.Index(fields=["gemeente", "geboortedatum"], name="leerling_geboortedatum"),
            GinIndex(fields=["zoeknaam"], opclasses=["gin_trgm_ops"], name="leerling_zoeknaam"),
        ]
        constraints = [
            *gemeente_regels("leerplicht_leerling", "gezin", "samengevoegd_met"),
            models.CheckConstraint(
                condition=Q(samengevoegd_met__isnull=True) | ~Q(samengevoegd_met=F("id")),
                name="leerling_samengevoegd_met_een_ander",
            ),
            models.UniqueConstraint(fields=["gemeente", "bsn"], name="leerling_bsn_uniek"),
            models.UniqueConstraint(fields=["gemeente", "onderwijsnummer"], name="leerling_onderwijsnummer_uniek"),
            models.CheckConstraint(
                condition=Q(bsn__isnull=True) | Q(bsn__regex=r"^\d{9}$"), name="leerling_bsn_negen_cijfers"
            ),
            models.CheckConstraint(
                condition=Q(onderwijsnummer__isnull=True) | Q(onderwijsnummer__regex=r"^\d{9}$"),
                name="leerling_onderwijsnummer_negen_cijfers",
            ),
            models.CheckConstraint(
                condition=Q(overleden_op__isnull=True) | Q(overleden_op__gte=F("geboortedatum")),
                name="leerling_overleden_na_geboorte",
            ),
            models.CheckConstraint(
                condition=Q(vertrokken_op__isnull=False) | Q(vertrokken_naar="", vertrokken_buitenland=False),
                name="leerling_vertrokken_heeft_datum",
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def naam(self) -> str:
        return " ".join(deel for deel in (self.voornaam, self.tussenvoegsel, self.achternaam) if deel)

    @property
    def nummers(self) -> list[int]:
        """His own, and those of whom he was merged with: what was read of them was read of him."""
        return [self.pk, *self.samengevoegde.order_by("pk").values_list("pk", flat=True)]

    @property
    def naam_op_lijst(self) -> str:
        """`Vries, Noa de`: as lists are sorted."""
        rest = " ".join(deel for deel in (self.voornaam, self.tussenvoegsel) if deel)
        return f"{self.achternaam}, {rest}"

    @property
    def waarheen(self) -> str:
        """Where somebody who left went, as it reads after "vertrokken": "naar Delft", or nothing."""
        waar = self.vertrokken_naar or ("het buitenland" if self.vertrokken_buitenland else "")
        return f"naar {waar}" if waar else ""


class Relatie(models.TextChoices):
    OUDER = "ouder", "ouder"
    VOOGD = "voogd", "voogd"
    VERZORGER = "verzorger", "verzorger"


@volg("leerplicht_betrokkene")
class Betrokkene(models.Model):
    """A parent, guardian or carer of a leerling. The duty rests on who has gezag and on who cares (Lpw art. 2)."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    leerling = models.ForeignKey(
        Leerling, on_delete=models.PROTECT, db_constraint=False, related_name="betrokkenen"
    )
    naam = models.CharField("naam", max_length=160)
    relatie = models.CharField("relatie", max_length=10, choices=Relatie)
    gezag = models.BooleanField("heeft gezag", default=True)
    feitelijke_verzorger = models.BooleanField("verzorgt het kind feitelijk", default=True)
    telefoon = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mail", blank=True)
    straat = models.CharField("straat en huisnummer", max_length=120, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    plaats = models.CharField("woonplaats", max_length=80, blank=True)
    geheim_adres = models.BooleanField("geheim adres", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersoonQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name_plural = "betrokkenen"
        triggers = [versie_trigger()]
        constraints = gemeente_regels("leerplicht_betrokkene", "leerling")

    def __str__(self):
        return self.naam


class InschrijvingQuerySet(PersoonQuerySet):
    def op(self, dag) -> Self:
        """Enrolments that are valid on a day; the last day of a period counts."""
        return self.filter(van__lte=dag).filter(Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=dag))


@volg("leerplicht_inschrijving")
class Inschrijving(models.Model):
    """An enrolment at a school, with the kind of education and the year in it."""

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    leerling = models.ForeignKey(
        Leerling, on_delete=models.PROTECT, db_constraint=False, related_name="inschrijvingen"
    )
    school = models.ForeignKey("leerplicht.School", on_delete=models.PROTECT, related_name="+")
    onderwijssoort = models.ForeignKey(
        "leerplicht.Code", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    leerjaar = models.PositiveSmallIntegerField("leerjaar", null=True, blank=True)
    van = models.DateField("ingeschreven van")
    tot_en_met = models.DateField("tot en met", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InschrijvingQuerySet.as_manager()

    class Meta:
        ordering = ["-van"]
        verbose_name_plural = "inschrijvingen"
        triggers = [versie_trigger()]
        indexes = [models.Index(fields=["gemeente", "leerling", "van"], name="inschrijving_leerling")]
        constraints = [
            *gemeente_regels("leerplicht_inschrijving", "leerling", "onderwijssoort"),
            models.CheckConstraint(
                condition=Q(tot_en_met__isnull=True) | Q(tot_en_met__gte=F("van")),
                name="inschrijving_periode_op_volgorde",
            ),
            models.CheckConstraint(
                condition=Q(leerjaar__isnull=True) | Q(leerjaar__range=(1, 8)),
                name="inschrijving_leerjaar_1_tot_8",
            ),
        ]

    def __str__(self):
        return f"{self.school}, {self.onderwijssoort}"
