"""What a run is to whoever looks at it: something to make and put forward, or something that was put forward."""

from typing import Any

from django.urls import reverse

from leerplicht.models import Gebruiker
from leerplicht.roles import Recht
from leerplicht.rules import schooljaar_label
from rapportage.models import RunStatus, Verslagrun

NIET_KLAAR = "Alleen een jaarverslag dat klaar is, kan worden voorgelegd."


def waarom_niet(run: Verslagrun) -> str:
    """Why this run cannot be put before the wethouder, as a sentence; "" when it can."""
    if run.status != RunStatus.KLAAR:
        return NIET_KLAAR
    # Asked of the database: the numbers of a whole report are large, and a page about the run leaves them there.
    controles = Verslagrun.objects.values_list("cijfers__controles", flat=True).get(pk=run.pk) or []
    fout = [controle["omschrijving"].rstrip(".") for controle in controles if not controle["houdt"]]
    if not fout:
        return ""
    begin = "1 controle klopt" if len(fout) == 1 else f"{len(fout)} controles kloppen"
    return f"{begin} niet: {'; '.join(fout)}. Herstel dit in de dossiers en maak het jaarverslag opnieuw."


def kop_van_run(run: Verslagrun, gebruiker: Gebruiker) -> dict[str, Any]:
    """Title and breadcrumbs of the page of a run, and what can be done with it beside downloading."""
    label = schooljaar_label(run.schooljaar)
    if not gebruiker.mag(Recht.VERSLAG):
        terug = [("Jaarbeeld", reverse("jaarbeeld")), (label, "")]
        return {"titel": f"Jaarverslag {label}", "kruimels": terug}
    klaar = run.status == RunStatus.KLAAR
    return {
        "titel": f"Jaarverslag {label} maken",
        "kruimels": [("Jaarverslag", reverse("jaarverslag")), (f"{label} maken", "")],
        "waarom_niet": waarom_niet(run) if klaar and run.voorgelegd_op is None else "",
    }
