"""Why a dossier is closed, and why a colleague looks into one: the words of the seals."""

from django.db import models


class Openingsoort(models.TextChoices):
    ZEGEL = "zegel", "verzegeld dossier"
    BUITEN_EIGEN_WERK = "buiten_eigen_werk", "buiten eigen werk"


class Kijkgrond(models.TextChoices):
    """What somebody looks for in a dossier that a colleague works on."""

    WAARNEMING = "waarneming", "Ik neem waar voor een collega"
    VRAAG = "vraag", "Een vraag van ouder, leerling of school"
    OVERLEG = "overleg", "Overleg met de behandelaar"
    VERDELEN = "verdelen", "Werk verdelen of overnemen"
    VERGISSING = "vergissing", "Vergissing: ik zocht een ander dossier"
    ANDERS = "anders", "Iets anders"


class Zegelgrond(models.TextChoices):
    """Why a dossier is closed to somebody, or to everybody."""

    KIND = "kind", "Kind van een collega"
    FAMILIE = "familie", "Eigen familie"
    STRAAT = "straat", "Eigen straat of buurt"
    ANDERS = "anders", "Andere reden"


class Oordeel(models.TextChoices):
    TERECHT = "terecht", "Terecht geopend"
    NIET_TERECHT = "niet_terecht", "Niet terecht geopend"
