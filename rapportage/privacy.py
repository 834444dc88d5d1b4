"""What the report holds: numbers and texts, and which colleague asked for it."""

from dataclasses import replace

from leerplicht.gegevenskaart import Gegevens, Regel, Vak
from leerplicht.privacy import ACCOUNT
from leerplicht.roles import Recht

VERSLAG = Regel(
    Vak.GEEN,
    "Leerplichtwet 1969 artikel 25: een verslag met aantallen, nooit met een persoon",
    ("bewaren_verslag_jaren",),
    toegang=frozenset({Recht.VERSLAG}),
)

# The wethouder reads those that were put forward.
RUN = replace(VERSLAG, toegang=frozenset({Recht.VERSLAG, Recht.JAARBEELD}))

GEGEVENS = (
    Gegevens(
        "rapportage.Verslagrun",
        "Een keer dat het jaarverslag is gemaakt, met de cijfers en de PDF.",
        (
            (RUN, "schooljaar peildatum status annuleren voortgang stap fout aangevraagd gestart beeindigd"),
            (RUN, "cijfers pdf pdf_sha256 voorgelegd_op"),
            (ACCOUNT, "aangevraagd_door voorgelegd_door"),
        ),
        naam="Gemaakte jaarverslagen",
        namen={
            "annuleren": "gevraagd om te stoppen",
            "aangevraagd_door": "aangevraagd door",
            "voorgelegd_door": "voorgelegd door",
            "aangevraagd": "aangevraagd op",
            "gestart": "begonnen op",
            "beeindigd": "klaar op",
            "pdf": "PDF",
            "pdf_sha256": "controlegetal van de PDF",
        },
    ),
    Gegevens(
        "rapportage.Verslagtekst",
        "De teksten bij de cijfers. Er hoort geen naam in.",
        ((VERSLAG, "schooljaar plaats tekst"),),
        naam="Teksten van het jaarverslag",
    ),
    Gegevens(
        "rapportage.GepubliceerdCijfer",
        "Een cijfer uit een jaarverslag dat eerder is gepubliceerd.",
        ((VERSLAG, "schooljaar tabel rij kolom waarde"),),
        naam="Gepubliceerde cijfers",
    ),
)
