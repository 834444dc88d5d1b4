"""Which values stay when two leerlingen become one."""

import datetime
from typing import Any

from django import forms

from leerplicht.koppelen.actions import OVER_TE_NEMEN
from leerplicht.models import Leerling
from leerplicht.templatetags.weergave import datum

# Not open on a page when the address is secret.
ADRES = ("straat", "postcode", "plaats")
HIER, DAAR = "hier", "daar"


class SamenvoegForm(forms.Form):
    """One question for each field in which they differ; empty gives way to what is known."""

    waarom = forms.CharField(
        label="Waarom is dit dezelfde persoon?", max_length=200, help_text="Dit staat in de geschiedenis."
    )

    def __init__(self, data: Any = None, *, weg: Leerling, blijft: Leerling) -> None:
        super().__init__(data)
        for naam in OVER_TE_NEMEN:
            hier, daar = getattr(blijft, naam), getattr(weg, naam)
            if hier == daar:
                continue
            veld = Leerling._meta.get_field(naam)
            self.fields[naam] = forms.ChoiceField(
                label=str(veld.verbose_name).capitalize(),  # type: ignore[union-attr]
                choices=[(HIER, _tekst(blijft, naam)), (DAAR, _tekst(weg, naam))],
                initial=DAAR if hier in (None, "", False) else HIER,
                widget=forms.RadioSelect,
                error_messages={"required": "Kies welke waarde blijft."},
            )
        self.order_fields([*OVER_TE_NEMEN, "waarom"])

    def over_te_nemen(self) -> list[str]:
        return [naam for naam in OVER_TE_NEMEN if self.cleaned_data.get(naam) == DAAR]


def _tekst(leerling: Leerling, naam: str) -> str:
    waarde = getattr(leerling, naam)
    if waarde and leerling.geheim_adres and naam in ADRES:
        return "Geheim adres"
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    if isinstance(waarde, datetime.date):
        return datum(waarde)
    return leerling.get_geslacht_display() if naam == "geslacht" else waarde or "Niet ingevuld"
