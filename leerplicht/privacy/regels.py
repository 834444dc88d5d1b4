"""Why the kernel may hold what it holds: the grounds of the compartments, of colleagues and of the logs."""

from dataclasses import replace

from leerplicht.gegevenskaart import Regel, Vak
from leerplicht.roles import Recht

_TAAK = "AVG artikel 6 lid 1 onder e"
_BEWAREN_TOEZICHT = ("bewaren_leerplicht_jaren", "bewaren_kwalificatieplicht_jaren")
_BEWAREN_DOORSTROOMPUNT = ("bewaren_doorstroompunt_jaren",)

# Supervision: who is reported, why, and how it ended.
TOEZICHT = Regel(Vak.TOEZICHT, f"{_TAAK}, met Leerplichtwet 1969 artikel 16, 21 en 21a", _BEWAREN_TOEZICHT)
# The guidance of young people is a task of the gemeente; taking part is voluntary.
DOORSTROOMPUNT = Regel(
    Vak.DOORSTROOMPUNT,
    f"{_TAAK}, met Wet educatie en beroepsonderwijs titel 8.3",
    _BEWAREN_DOORSTROOMPUNT,
    toelichting="Hulp is vrijwillig: wie niet wil, wordt niet gevolgd.",
)
PERSOON = Regel(
    Vak.GEDEELD,
    f"{_TAAK}, met Leerplichtwet 1969 artikel 16 en Wet educatie en beroepsonderwijs titel 8.3",
    _BEWAREN_TOEZICHT + _BEWAREN_DOORSTROOMPUNT,
    toelichting="Wie het is, is voor leerplicht en Doorstroompunt hetzelfde; de dossiers zijn gescheiden.",
)
DOSSIER = replace(
    PERSOON, toelichting="Het dossier bepaalt wie dit leest: leerplicht, het Doorstroompunt of opsporing."
)
# Who looked at a dossier can only be answered by who knows whose it is.
NAAM = replace(
    PERSOON,
    toegang=frozenset({Recht.LEERPLICHT, Recht.DOORSTROOMPUNT, Recht.PRIVACY}),
    toelichting="De privacy officer ziet alleen wie het is, om te zeggen wie het dossier bekeek.",
)
BSN = replace(
    PERSOON, grond="AVG artikel 87 en Uitvoeringswet AVG artikel 46, met Wet algemene bepalingen BSN artikel 10"
)
COLLEGA = Regel(
    Vak.BEHEER,
    f"{_TAAK}: wie dit werk doet, moet bekend zijn",
    ("bewaren_account_jaren",),
    toegang=frozenset(
        {
            Recht.LEERPLICHT,
            Recht.DOORSTROOMPUNT,
            Recht.GEBRUIKERS,
            Recht.PRIVACY,
            Recht.VERSLAG,
            Recht.JAARBEELD,
        }
    ),
    toelichting="Collega’s zien elkaars naam bij het werk, en wie een jaarverslag maakte.",
)
ACCOUNT = Regel(
    Vak.BEHEER,
    "AVG artikel 6 lid 1 onder c, met AVG artikel 32 (beveiliging)",
    ("bewaren_account_jaren",),
    toegang=frozenset({Recht.GEBRUIKERS, Recht.PRIVACY}),
)
GEHEIM = replace(
    ACCOUNT, toegang=frozenset(), toelichting="Alleen het programma leest dit; niemand krijgt het te zien."
)
EIGEN_STRAAT = replace(
    GEHEIM,
    toelichting="De collega vult dit in als hij dat wil. Alleen hij ziet het terug. Er is geen geschiedenis van.",
)
SESSIE = replace(GEHEIM, bewaren=("bewaren_sessie_dagen",))
UITGAAND = replace(ACCOUNT, bewaren=("bewaren_opdrachten_dagen",), toegang=frozenset({Recht.GEBRUIKERS}))
GESCHIEDENIS = Regel(
    Vak.BEHEER,
    "AVG artikel 5 lid 2 (verantwoording) en artikel 32 (beveiliging)",
    ("bewaren_account_jaren",),
    toegang=frozenset({Recht.PRIVACY}),
)
LOGBOEK = replace(
    GESCHIEDENIS,
    toelichting="Wordt alleen aangevuld, nooit gewijzigd. Blijft ook staan als het dossier is vernietigd.",
)
VERZEGELING = replace(
    GESCHIEDENIS,
    toegang=frozenset({Recht.VERZEGELEN, Recht.PRIVACY}),
    toelichting="Een collega ziet ook de verzegelingen die voor hemzelf gelden.",
)
OPENING = replace(GESCHIEDENIS, toelichting="De collega die het opschreef ziet het zelf niet terug.")
# What somebody typed is his own until he saves it, and the dossier's from then on.
CONCEPT = Regel(
    Vak.GEDEELD,
    f"{_TAAK}: het werk van een collega mag niet verloren gaan",
    ("concept_bewaartermijn",),
    toegang=frozenset(),
    toelichting="Alleen wie het typte ziet dit terug. In de database staat het versleuteld.",
)
# A file is kept as it came, to answer for what was made of it; for whose work it is depends on the bron.
AANLEVERING = replace(
    PERSOON,
    bewaren=("bewaren_bronbestand_dagen",),
    toelichting="Wie het werk doet waar het bestand over gaat, ziet het. Daarna verdwijnt het.",
)
