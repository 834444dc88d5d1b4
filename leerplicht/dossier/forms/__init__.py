"""Forms of the dossier, by noun."""

from leerplicht.dossier.forms.betrokkene import BetrokkeneForm, BetrokkeneWijzigForm
from leerplicht.dossier.forms.inschrijving import InschrijvingForm, UitschrijvingForm
from leerplicht.dossier.forms.leerling import LeerlingForm, NieuweLeerlingForm
from leerplicht.dossier.forms.zaak import NotitieForm, ToewijzingForm

__all__ = [
    "BetrokkeneForm",
    "BetrokkeneWijzigForm",
    "InschrijvingForm",
    "LeerlingForm",
    "NieuweLeerlingForm",
    "NotitieForm",
    "ToewijzingForm",
    "UitschrijvingForm",
]
