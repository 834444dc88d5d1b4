"""Aanlevering: one file that was offered to be read in, what was found in it, and how it ended.

How a file is read and by whom stands in `leerplicht/inlezen`.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from leerplicht.templatetags.weergave import getal
from leerplicht.toegang.queryset import GemeenteQuerySet
from leerplicht.toegang.tabelregels import ZelfdeGemeente, gemeente_regels, versie_trigger, volg


class AanleveringStatus(models.TextChoices):
    """ontvangen → controle → gecontroleerd → wacht → bezig → ingelezen → terugdraaien → teruggedraaid.

    *koppelen*: a person must say first which column is which. A check that is asked anew begins at *ontvangen*.
    *geweigerd*: the file itself cannot be read.
    """

    ONTVANGEN = "ontvangen", "Wacht op controle"
    CONTROLE = "controle", "Wordt gecontroleerd"
    KOPPELEN = "koppelen", "Kolommen koppelen"
    GECONTROLEERD = "gecontroleerd", "Gecontroleerd"
    WACHT = "wacht", "Wacht op inlezen"
    BEZIG = "bezig", "Wordt ingelezen"
    INGELEZEN = "ingelezen", "Ingelezen"
    TERUGDRAAIEN = "terugdraaien", "Wordt teruggedraaid"
    TERUGGEDRAAID = "teruggedraaid", "Teruggedraaid"
    GEWEIGERD = "geweigerd", "Geweigerd"
    MISLUKT = "mislukt", "Mislukt"
    GEANNULEERD = "geannuleerd", "Geannuleerd"


# A worker has it, or will.
LOPEND = (
    AanleveringStatus.ONTVANGEN,
    AanleveringStatus.CONTROLE,
    AanleveringStatus.WACHT,
    AanleveringStatus.BEZIG,
    AanleveringStatus.TERUGDRAAIEN,
)
# Nothing of it is in the dossiers, and a person decides how it goes on.
OP_TE_LOSSEN = (AanleveringStatus.KOPPELEN, AanleveringStatus.GECONTROLEERD)


class BronQuerySet(GemeenteQuerySet):
    """Rows of a bron: for whose work it is."""

    def zichtbaar_voor(self, gebruiker) -> Self:
        from leerplicht.inlezen.bronnen import bronnen_voor

        if gebruiker.aanstelling is None:
            return self.none()
        return self.filter(gemeente_id=gebruiker.gemeente.pk, bron__in=bronnen_voor(gebruiker))


class Aanlevering(models.Model):
    """One file of one bron. Its content lies in `bestanden/opslag.py` by its hash, for as long as the term says.

    `kolominhoud`: per heading in words what is below it. `telling`: how many rows have which stand. `gelezen`,
    `onbekend`: {woordsleutel: {word: rows}} of words that a list knows, and of those that none knows. `context`,
    `ingelezen_op`: by these the history knows everything that was written, to undo it; `eerdere_keren`:
    [context, ingelezen_op] of the times before this one of which something stayed, oldest first.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    bron = models.SlugField("bron", max_length=40)
    naam = models.CharField("naam van het bestand", max_length=150)
    grootte = models.PositiveBigIntegerField("grootte in bytes")
    sha256 = models.CharField("vingerafdruk", max_length=64)
    aangeleverd = models.DateTimeField("aangeleverd", auto_now_add=True)
    door = models.ForeignKey("leerplicht.Gebruiker", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=16, choices=AanleveringStatus, default=AanleveringStatus.ONTVANGEN)
    # Which worker has it: another one that takes it over writes another time here.
    gestart = models.DateTimeField(null=True, blank=True)
    annuleren = models.BooleanField(default=False)
    stap = models.CharField("bezig met", max_length=120, blank=True)
    gedaan = models.PositiveIntegerField("regels gedaan", default=0)
    fout = models.CharField("wat er misging", max_length=400, blank=True)
    koppen = models.JSONField("koppen van het bestand", default=list, blank=True)
    kolominhoud = models.JSONField("wat er in de kolommen staat", default=list, blank=True)
    telling = models.JSONField("aantal regels per uitkomst", default=dict, blank=True)
    gelezen = models.JSONField("woorden die een lijst kent", default=dict, blank=True)
    onbekend = models.JSONField("codes die geen lijst kent", default=dict, blank=True)
    # Only the good rows, or all of them or none.
    alleen_goede = models.BooleanField("alleen de goede regels", default=False)
    ingelezen_door = models.ForeignKey(
        "leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ingelezen_op = models.DateTimeField("ingelezen op", null=True, blank=True)
    context = models.UUIDField(null=True, blank=True)
    eerdere_keren = models.JSONField("eerder ingelezen, en niet geheel teruggedraaid", default=list, blank=True)
    teruggedraaid_door = models.ForeignKey(
        "leerplicht.Gebruiker", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    teruggedraaid_op = models.DateTimeField("teruggedraaid op", null=True, blank=True)
    # How many rows of ours stayed, because somebody worked on them or another file leans on them.
    gebleven = models.PositiveIntegerField("blijft staan", default=0)
    bestand_weg_op = models.DateField("bestand verwijderd op", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BronQuerySet.as_manager()

    class Meta:
        ordering = ["-aangeleverd", "-pk"]
        verbose_name_plural = "aanleveringen"
        # How far it is, is no change: a button stays good.
        triggers = [versie_trigger("status", "telling")]
        indexes = [models.Index(fields=["gemeente", "aangeleverd"], name="aanlevering_aangeleverd")]
        constraints = [
            *gemeente_regels("leerplicht_aanlevering"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="aanlevering_sha256"),
            models.CheckConstraint(
                condition=~Q(status=AanleveringStatus.INGELEZEN)
                | Q(ingelezen_op__isnull=False, ingelezen_door__isnull=False),
                name="aanlevering_ingelezen_door_iemand",
            ),
        ]

    def __str__(self):
        return f"aanlevering {self.pk} ({self.get_status_display()})"

    @property
    def loopt(self) -> bool:
        return self.status in LOPEND

    @property
    def terug_te_draaien(self) -> bool:
        """Whether something that it brought is still there; also when it was checked anew after a first undo."""
        return self.status == AanleveringStatus.INGELEZEN or (self.gebleven > 0 and not self.loopt)

    @property
    def totaal(self) -> int:
        """Rows in the file, once it was checked."""
        return sum(self.telling.values())

    def get_telling_display(self) -> str:
        from leerplicht.inlezen.werktafel import Stand

        aantallen = ((self.telling.get(stand, 0), stand.label.lower()) for stand in Stand)
        return ", ".join(f"{getal(aantal)} {naam}" for aantal, naam in aantallen if aantal)


class ViaAanleveringQuerySet(GemeenteQuerySet):
    def zichtbaar_voor(self, gebruiker) -> Self:
        return self.filter(aanlevering__in=Aanlevering.objects.zichtbaar_voor(gebruiker))


class Aanleverregel(models.Model):
    """A row of a file that a person should see: refused, in doubt, or an example of what will happen.

    `ruw`: the texts of the file, in its order; `verbeterd`: what a person typed in their place. `verschil`:
    {column: [ours, theirs]} of a row that changes something. `kandidaten`, `keuze`: see `inlezen/werktafel.py`.
    `betreft_id`: the leerling it is about; no foreign key, or it would hold him when the file is taken back.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    aanlevering = models.ForeignKey(
        Aanlevering, on_delete=models.PROTECT, db_constraint=False, related_name="regels"
    )
    regel = models.PositiveIntegerField("regel in het bestand")
    stand = models.CharField("uitkomst", max_length=12)
    ruw = models.JSONField("zoals het in het bestand staat", default=list)
    verbeterd = models.JSONField("verbeterd", null=True, blank=True)
    fouten = models.JSONField("wat er niet klopt", default=list, blank=True)
    verschil = models.JSONField("wat er anders wordt", default=dict, blank=True)
    kandidaten = models.JSONField("wie het kan zijn", default=list, blank=True)
    keuze = models.CharField("gekozen", max_length=20, blank=True)
    betreft_id = models.BigIntegerField("gaat over leerling", null=True, blank=True)
    te_controleren = models.BooleanField("besloten na de controle", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ViaAanleveringQuerySet.as_manager()

    class Meta:
        ordering = ["regel"]
        verbose_name_plural = "aanleverregels"
        # What a check makes of it is no change to what somebody is typing: only another decision is.
        triggers = [versie_trigger("verbeterd", "keuze")]
        constraints = [
            *gemeente_regels("leerplicht_aanleverregel"),
            ZelfdeGemeente(name="leerplicht_aanleverregel_aanlevering_fk", field="aanlevering"),
            # Also the index by which a page finds its rows.
            models.UniqueConstraint(
                fields=["gemeente", "aanlevering", "stand", "regel"], name="aanleverregel_een_per_regel"
            ),
        ]

    def __str__(self):
        return f"regel {self.regel}"

    def get_verbeterd_display(self) -> str:
        return " · ".join(tekst for tekst in self.verbeterd or [] if tekst)

    def get_keuze_display(self) -> str:
        return "iemand die hier al bekend is" if self.keuze.isdecimal() else self.keuze


@volg("leerplicht_bronvertaling")
class Bronvertaling(models.Model):
    """What a text in the files of a bron means here: a heading (`kolom` empty) or a code of a column.

    Empty `naar`: it was taken back. The row stays, so that who works on it at the same time is told.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    bron = models.SlugField("bron", max_length=40)
    kolom = models.CharField("kolom", max_length=40, blank=True)
    waarde = models.CharField("in het bestand", max_length=200)
    naar = models.CharField("bij ons", max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BronQuerySet.as_manager()

    class Meta:
        ordering = ["bron", "kolom", "waarde"]
        verbose_name_plural = "bronvertalingen"
        triggers = [versie_trigger()]
        constraints = [
            *gemeente_regels("leerplicht_bronvertaling"),
            models.UniqueConstraint(
                fields=["gemeente", "bron", "kolom", "waarde"], name="bronvertaling_een_per_waarde"
            ),
        ]

    def __str__(self):
        return f"{self.waarde} → {self.naar}"


# Before the code of a bron: the persons of its files, whom no number tells.
PERSONEN = "personen-"


@volg("leerplicht_bronrij")
class Bronrij(models.Model):
    """Which row of ours came from which row of a bron: the same row again then changes nothing.

    `sleutel`: how the bron knows it; `doel_id`: our row, of the one model that the bron writes. Of `PERSONEN`
    that is the leerling whose data these were, and the key a fingerprint: `leerplicht/koppelen/onthouden.py`.
    """

    gemeente = models.ForeignKey("leerplicht.Gemeente", on_delete=models.PROTECT, db_index=False, related_name="+")
    bron = models.SlugField("bron", max_length=40)
    sleutel = models.CharField("sleutel bij de bron", max_length=120)
    doel_id = models.BigIntegerField("onze rij")

    objects = BronQuerySet.as_manager()

    class Meta:
        ordering = ["bron", "sleutel"]
        verbose_name_plural = "bronrijen"
        constraints = [
            *gemeente_regels("leerplicht_bronrij"),
            models.UniqueConstraint(fields=["gemeente", "bron", "sleutel"], name="bronrij_een_per_sleutel"),
        ]

    def __str__(self):
        return f"{self.bron} {self.sleutel}"
