"""Forms of the Doorstroompunt, by noun: input to clean values; what is allowed is decided by the actions."""

from doorstroompunt.forms.noshow import AfwezigForm, HuisbezoekForm, KlasForm
from doorstroompunt.forms.overstap import NieuweOverstapForm, OverstapForm
from doorstroompunt.forms.poging import PogingForm
from doorstroompunt.forms.traject import (
    BegeleidingForm,
    GeenGebruikForm,
    HeropenForm,
    OpenTrajectForm,
    OverdrachtForm,
    PopulatieForm,
    SluitTrajectForm,
    WijzigTrajectForm,
)
from doorstroompunt.forms.wonen import NieuweWonenForm, WonenForm

__all__ = [
    "AfwezigForm",
    "BegeleidingForm",
    "GeenGebruikForm",
    "HeropenForm",
    "HuisbezoekForm",
    "KlasForm",
    "NieuweOverstapForm",
    "NieuweWonenForm",
    "OpenTrajectForm",
    "OverdrachtForm",
    "OverstapForm",
    "PogingForm",
    "PopulatieForm",
    "SluitTrajectForm",
    "WijzigTrajectForm",
    "WonenForm",
]
