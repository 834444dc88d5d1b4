"""What DUO is told of a result: one choice, so that no status can stand beside a reason that it does not have."""

from typing import Any

from django import forms

from leerplicht.formulieren.versies import VersieForm
from meldingen.choices import DuoReden, DuoStatus
from meldingen.models import Terugmeldkeuze
from meldingen.uitwisseling.terugmeldkeuze import STATUSSEN, Bericht

STANDAARD = "standaard"
REDENEN = {status: tuple(DuoReden.values) if status == DuoStatus.AFGESLOTEN else ("",) for status in STATUSSEN}
BERICHTEN = [Bericht(status, reden) for status, redenen in REDENEN.items() for reden in redenen]


class TerugmeldkeuzeForm(VersieForm):
    bericht = forms.ChoiceField(label="Wat DUO hoort", error_messages={"required": "Kies wat DUO hoort."})

    def __init__(self, data: Any = None, *, keuze: Terugmeldkeuze, standaard: Bericht):
        nu = _sleutel(Bericht(keuze.status, keuze.reden)) if keuze.status else STANDAARD
        super().__init__(data, initial={"version": keuze.version, "bericht": nu})
        self.fields["bericht"].choices = [  # type: ignore[attr-defined]
            (STANDAARD, f"Standaard ({str(standaard)[0].lower()}{str(standaard)[1:]})"),
            *((_sleutel(bericht), str(bericht)) for bericht in BERICHTEN),
        ]

    def velden(self) -> dict[str, str]:
        gekozen = self.cleaned_data["bericht"]
        bericht = next((een for een in BERICHTEN if _sleutel(een) == gekozen), Bericht(""))
        return {"status": bericht.status, "reden": bericht.reden}


def _sleutel(bericht: Bericht) -> str:
    return f"{bericht.status}-{bericht.reden}"
