"""The fixed core of the Doorstroompunt: populations, states and results. Local lists are `Code` rows."""

from django.db.models import TextChoices


class Populatie(TextChoices):
    """Whom a traject is about; each population has its own tables in the report."""

    UITVALLER = "uitvaller", "Uitvaller (gestopt zonder startkwalificatie)"
    OUDE_VSV = "oude_vsv", "Oude voortijdig schoolverlater"
    KWETSBAAR = "kwetsbaar", "Kwetsbare jongere (pro, vso, entree)"
    ZORG_18PLUS = "zorg_18plus", "Zorg 18+"

    @property
    def kort(self) -> str:
        """The name without its explanation, for titles and lists."""
        return str(self.label).split(" (")[0]


class Begeleiding(TextChoices):
    """What the young person does with the offer of help. Help is voluntary from 18."""

    BEGELEID = "begeleid", "Begeleid"
    GEEN_GEBRUIK = "geen_gebruik", "Geen gebruik van begeleiding"
    GEVOLGD = "gevolgd", "Gevolgd, zonder begeleiding"


class PogingSoort(TextChoices):
    """How contact was sought."""

    BRIEF = "brief", "brief"
    TELEFOON = "telefoon", "telefoon"
    BERICHT = "bericht", "bericht of e-mail"
    HUISBEZOEK = "huisbezoek", "huisbezoek"
    GESPREK = "gesprek", "gesprek"


class PogingResultaat(TextChoices):
    BEREIKT = "bereikt", "bereikt"
    NIET_BEREIKT = "niet_bereikt", "niet bereikt"
    VERZONDEN = "verzonden", "verzonden"


class OverstapUitkomst(TextChoices):
    """Where an exam candidate of the vmbo is after the summer."""

    GESTART = "gestart", "gestart met een vervolgopleiding"
    SCHOOLVERVANGEND = "schoolvervangend_traject", "niet gestart: schoolvervangend traject"
    WERK = "werk", "niet gestart: werk"
    NIET_GESTART = "niet_gestart", "niet gestart: nog geen plek"


class BwjUitkomst(TextChoices):
    """How a place in Begeleid Wonen Jongeren ended."""

    ZELFSTANDIG = "zelfstandig", "zelfstandig gaan wonen"
    BEEINDIGD = "beeindigd", "traject beëindigd"


class Zaaksoort(TextChoices):
    TRAJECT = "traject", "Traject Doorstroompunt"
    OVERSTAP = "overstap", "De Overstap"
    BEGELEID_WONEN = "begeleid_wonen", "Begeleid Wonen Jongeren"


def uitstroom_lijst(populatie: str) -> str:
    """Name of the code list with the destinations of a population."""
    return f"uitstroom-{populatie}"


REDEN_GESTOPT = "reden-gestopt"
REDEN_GEEN_GEBRUIK = "reden-geen_gebruik"
REDEN_ZORG_18PLUS = "reden-zorg_18plus"
