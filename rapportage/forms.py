"""Input around the report."""

from django import forms
from django.core.exceptions import ValidationError

from leerplicht.formulieren.versies import VersieForm
from leerplicht.pdf import vreemde_tekens
from leerplicht.rules import schooljaar_label


class SchooljaarForm(forms.Form):
    """Which report; a GET form."""

    schooljaar = forms.TypedChoiceField(label="Schooljaar", coerce=int)

    def __init__(self, *args, jaren: list[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["schooljaar"]
        assert isinstance(keuze, forms.ChoiceField)
        keuze.choices = [(jaar, schooljaar_label(jaar)) for jaar in jaren]


class TekstForm(VersieForm):
    """The text of one place; a blank line begins a new paragraph."""

    tekst = forms.CharField(
        label="Tekst",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Een lege regel begint een nieuwe alinea.",
    )

    def clean_tekst(self) -> str:
        tekst = self.cleaned_data["tekst"]
        if vreemd := vreemde_tekens(tekst):
            raise ValidationError(f"Deze tekens kunnen niet in de PDF: {' '.join(vreemd)}. Haal ze weg.")
        return tekst
