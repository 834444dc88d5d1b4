"""Screens of the kernel, by noun."""

from leerplicht.dossier.views.leerling import (
    leerling,
    leerlingen,
    nieuw_gezinslid,
    nieuwe_leerling,
    wijzig_leerling,
)
from leerplicht.dossier.views.omgeving import nieuwe_betrokkene, schrijf_in, schrijf_uit, wijzig_betrokkene
from leerplicht.dossier.views.start import kies_gemeente, start
from leerplicht.dossier.views.zaak import nieuwe_notitie, rond_taak_af, wijs_toe

__all__ = [
    "kies_gemeente",
    "leerling",
    "leerlingen",
    "nieuw_gezinslid",
    "nieuwe_betrokkene",
    "nieuwe_leerling",
    "nieuwe_notitie",
    "rond_taak_af",
    "schrijf_in",
    "schrijf_uit",
    "start",
    "wijs_toe",
    "wijzig_betrokkene",
    "wijzig_leerling",
]
