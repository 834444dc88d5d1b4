"""A row of the triage as a form: whether it is carried out, what, and to whom."""

from typing import Any

from django import forms

from leerplicht.templatetags.weergave import datum
from meldingen.triage.actions import Keuze
from meldingen.triage.choices import Actie
from meldingen.triage.lezen import Rij
from meldingen.triage.rules import mogelijk

OPNIEUW = "Een keuze in deze regel geldt niet meer. Kijk er opnieuw naar."


class RijForm(forms.Form):
    """Begins with the proposal. Nothing is done to a row that is not ticked."""

    kies = forms.BooleanField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    eigenaar = forms.IntegerField(widget=forms.HiddenInput, required=False)
    actie = forms.ChoiceField()
    aan = forms.ChoiceField(required=False)
    vervolg_op = forms.ChoiceField(required=False)
    geoorloofd = forms.ChoiceField(choices=[("", "Kies …"), ("ja", "Ja"), ("nee", "Nee")], required=False)

    def __init__(self, data: Any, rij: Rij, *, vink: bool = False) -> None:
        self.rij = rij
        lopend = rij.melding.zaak.lopend  # type: ignore[attr-defined]
        begin = {
            "kies": vink and rij.voorstel.zeker and not rij.dicht,
            "version": rij.melding.version,
            "eigenaar": lopend[0].gebruiker_id if lopend else None,
            "actie": rij.voorstel.actie,
            "aan": rij.voorstel.aan.pk,
            "vervolg_op": rij.voorstel.vervolg_op,
        }
        super().__init__(data, prefix=f"m{rij.melding.pk}", initial=begin)
        acties = mogelijk(rij.feiten)
        self._kies("actie", [(str(actie.value), f"{actie.toets} {actie.label}") for actie in acties])
        self._kies("aan", [(str(collega.pk), str(collega)) for collega in rij.collegas])
        self._kies("vervolg_op", [(str(een.melding.pk), een.tekst) for een in rij.eerder])
        self.kan_vervolg, self.kan_thuiszitter = Actie.VERVOLG in acties, Actie.THUISZITTER in acties
        self.fields["kies"].widget.attrs = {"data-triage-kies": ""}
        self.fields["actie"].widget.attrs = {"data-triage-actie": ""}

    def _kies(self, veld: str, keuzes: list[tuple[str, str]]) -> None:
        self.fields[veld].choices = keuzes  # type: ignore[attr-defined]

    @property
    def naam(self) -> str:
        """What the row is about, for who does not see it."""
        melding = self.rij.melding
        return f"{melding.leerling.naam}, {melding.soort_kort.lower()} van {datum(melding.gemeld_op)}"

    def keuze(self) -> Keuze:
        """What was chosen, of a valid form."""
        schoon = self.cleaned_data
        collegas = {str(collega.pk): collega for collega in self.rij.collegas}
        eerder = {str(een.melding.pk): een.melding for een in self.rij.eerder}
        return Keuze(
            melding=self.rij.melding.pk,
            version=schoon["version"],
            eigenaar=schoon["eigenaar"],
            actie=schoon["actie"],
            aan=collegas.get(schoon["aan"]),
            vervolg_op=eerder.get(schoon["vervolg_op"]),
            geoorloofd={"ja": True, "nee": False}.get(schoon["geoorloofd"]),
        )
