"""The fixed core of a melding: kinds, grounds and outcomes of the law. Local lists are `Code` rows."""

from enum import nonmember

from django.db.models import TextChoices


class Soort(TextChoices):
    """Kinds of melding of leerplicht (vrijstelling is a model of its own), and verzuim 18+ that counts apart."""

    ABSOLUUT = "absoluut", "Absoluut verzuim"
    LUXE = "luxe", "Luxe verzuim"
    RELATIEF_LICHT = "relatief_licht", "Relatief verzuim (licht)"
    RELATIEF_WETTELIJK = "relatief_wettelijk", "Relatief verzuim (wettelijk)"
    THUISZITTER = "thuiszitter", "Langdurig relatief verzuim (thuiszitter)"
    ZORG = "zorg", "Zorgmelding"
    VERZUIM_18PLUS = "verzuim_18plus", "Verzuim 18+"

    # What the report calls "meldingen verzuim en zorg".
    LEERPLICHT = nonmember(
        (ABSOLUUT[0], LUXE[0], RELATIEF_LICHT[0], RELATIEF_WETTELIJK[0], THUISZITTER[0], ZORG[0])
    )
    RELATIEF = nonmember((RELATIEF_WETTELIJK[0], RELATIEF_LICHT[0]))
    # The overview adds these three as "relatief verzuim".
    RELATIEF_EN_THUISZITTERS = nonmember((RELATIEF_LICHT[0], RELATIEF_WETTELIJK[0], THUISZITTER[0]))

    @property
    def kort(self) -> str:
        """The name where there is little room: in a list."""
        return {
            Soort.ABSOLUUT: "Absoluut",
            Soort.LUXE: "Luxe",
            Soort.RELATIEF_LICHT: "Relatief licht",
            Soort.RELATIEF_WETTELIJK: "Relatief wettelijk",
            Soort.THUISZITTER: "Thuiszitter",
            Soort.ZORG: "Zorg",
            Soort.VERZUIM_18PLUS: "Verzuim 18+",
        }[self]


class Herkomst(TextChoices):
    """Who sent the melding."""

    SCHOOL = "school", "school"
    DUO = "duo", "verzuimregister van DUO"
    EIGEN = "eigen", "eigen signaal van de gemeente"


class DuoSoort(TextChoices):
    """The kinds of the verzuimregister; V1 and V2 are historic forms of O."""

    LUXE = "L", "L luxe verzuim"
    OVERIG = "O", "O overig verzuim"
    V1 = "V1", "V1 overig verzuim (vroeger)"
    V2 = "V2", "V2 overig verzuim (vroeger)"
    WETTELIJK = "V3", "V3 wettelijk verzuim tot 18 jaar"
    WETTELIJK_18PLUS = "V4", "V4 wettelijk verzuim vanaf 18 jaar"
    LANGDURIG = "LRV", "LRV langdurig relatief verzuim"
    RMC = "RMC", "RMC verzuim vanaf 18 jaar"


class DuoStatus(TextChoices):
    """How a melding stands in the verzuimregister, as far as a gemeente says it."""

    GEREGISTREERD = "geregistreerd", "Geregistreerd"
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    AFGESLOTEN = "afgesloten", "Afgesloten"
    TER_KENNISGEVING = "ter_kennisgeving", "Ter kennisgeving aangenomen"


class DuoReden(TextChoices):
    """Why a melding was closed, in the words of the verzuimregister."""

    TERUG_NAAR_SCHOOL = "terug_naar_school", "terug naar school"
    EINDE_ANDERE_OPLEIDING = "einde_opleiding", "inschrijving beëindigd: andere opleiding"
    EINDE_WERK = "einde_werk", "inschrijving beëindigd: werk"
    EINDE_OVERIG = "einde_overig", "inschrijving beëindigd: overig"
    EINDE_OVERLEDEN = "einde_overleden", "inschrijving beëindigd: overleden"
    LANGDURIG_ZIEK = "langdurig_ziek", "geen verzuim: langdurig ziek"
    LEGITIEM_AFWEZIG = "legitiem_afwezig", "geen verzuim: legitiem afwezig"


class Grondslag(TextChoices):
    """Grounds for a vrijstelling (Lpw); `ONDER_A` (5 onder a) is not `ARTIKEL_5A` (trekkend bestaan)."""

    ARTIKEL_3A = "3a", "3a aangepast schoolprogramma"
    ARTIKEL_3B = "3b", "3b toelating 15-jarige op het mbo"
    ONDER_A = "5_onder_a", "5 onder a lichamelijk of psychisch niet in staat"
    ONDER_B = "5_onder_b", "5 onder b bezwaar op basis van levensovertuiging"
    ONDER_C = "5_onder_c", "5 onder c inschrijving bij school in buitenland"
    ARTIKEL_5A = "5a", "5a trekkend bestaan"
    ARTIKEL_11F = "11f", "11 f vakantie door het beroep van een ouder"
    ARTIKEL_11G = "11g", "11 g verlof om gewichtige omstandigheden"
    ARTIKEL_15 = "15", "15 vervangend leerwerktraject"

    # A beroep of right is tested and confirmed; the others are a besluit that is granted or not.
    BEROEP = nonmember((ONDER_A[0], ONDER_B[0], ONDER_C[0], ARTIKEL_5A[0]))
    # From regular attendance (art. 3a, 3b, 11) or from being enrolled at all (art. 5, 5a, 15).
    GEREGELD_SCHOOLBEZOEK = nonmember((ARTIKEL_3A[0], ARTIKEL_3B[0], ARTIKEL_11F[0], ARTIKEL_11G[0]))
    INSCHRIJVING = nonmember((ONDER_A[0], ONDER_B[0], ONDER_C[0], ARTIKEL_5A[0], ARTIKEL_15[0]))
    ARTIKEL_11 = nonmember((ARTIKEL_11F[0], ARTIKEL_11G[0]))


class Besluit(TextChoices):
    VERLEEND = "verleend", "verleend"
    NIET_VERLEEND = "niet_verleend", "niet verleend"
    INGETROKKEN = "ingetrokken", "ingetrokken door de aanvrager"


class OnderzoekUitkomst(TextChoices):
    """How an onderzoek into absoluut verzuim ends; *vastgesteld* makes it a melding."""

    VASTGESTELD = "vastgesteld", "absoluut verzuim vastgesteld"
    INGESCHREVEN = "ingeschreven", "blijkt ingeschreven op een school"
    VRIJGESTELD = "vrijgesteld", "heeft een vrijstelling"
    VERTROKKEN = "vertrokken", "verhuisd of vertrokken naar het buitenland"
    ANDERS = "anders", "om een andere reden geen verzuim"


class JgzAanvrager(TextChoices):
    SCHOOL = "school", "school"
    LEERPLICHT = "leerplicht", "leerplicht"


class InStaat(TextChoices):
    """Answer of the schoolarts: is the leerling able to attend (grafiek 2)."""

    JA = "ja", "Ja"
    NOG_NIET = "nog_niet_te_beoordelen", "Nog niet te beoordelen"
    GEDEELTELIJK = "gedeeltelijk", "Gedeeltelijk"
    NEE = "nee", "Nee"


class FollowUp(TextChoices):
    """Sick leave two months later (grafiek 3)."""

    NIET_VERMINDERD = "niet_verminderd", "Niet verminderd"
    GEEN_REACTIE = "geen_reactie_school", "Onbekend school niet gereageerd"
    VERMINDERD = "verminderd", "Verminderd"
    GESTOPT = "gestopt", "Gestopt"
    VAN_SCHOOL = "van_school", "Onbekend is van school"


# Result of a melding that the Doorstroompunt takes over; same code in every list that knows it.
OVERDRACHT = "overdracht_doorstroompunt"


def reden_lijst(soort: str) -> str:
    """Name of the code list with the redenen of a kind of melding."""
    return f"reden-{soort}"


def resultaat_lijst(soort: str) -> str:
    """Name of the code list with the resultaten of a kind of melding."""
    return f"resultaat-{soort}"


# Names of kinds of zaak of this app.
class Zaaksoort(TextChoices):
    MELDING = "melding", "Melding"
    ONDERZOEK = "onderzoek", "Onderzoek absoluut verzuim"
    VRIJSTELLING = "vrijstelling", "Vrijstelling"
    JGZ = "jgz", "Onderzoek door de jeugdarts"
    SIGNAAL = "signaal", "Signaal"
