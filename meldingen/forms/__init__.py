"""Forms of leerplicht, by noun."""

from meldingen.forms.jgz import FollowUpForm, JgzAanvraagForm, UitslagForm
from meldingen.forms.melding import MeldingForm, MeldingWijzigForm, SluitForm
from meldingen.forms.onderzoek import OnderzoekForm, OnderzoekHeropenForm, OnderzoekSluitForm, VaststelForm
from meldingen.forms.vrijstelling import BesluitForm, TerugdraaiForm, TerugkeerForm, VrijstellingForm

__all__ = [
    "BesluitForm",
    "FollowUpForm",
    "JgzAanvraagForm",
    "MeldingForm",
    "MeldingWijzigForm",
    "OnderzoekForm",
    "OnderzoekHeropenForm",
    "OnderzoekSluitForm",
    "SluitForm",
    "TerugdraaiForm",
    "TerugkeerForm",
    "UitslagForm",
    "VaststelForm",
    "VrijstellingForm",
]
