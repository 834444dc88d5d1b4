"""Beheer: who works in the active gemeente, in which role, and since when. By noun."""

from leerplicht.toegang.gebruikers.views.account import (
    activeer,
    deactiveer,
    mail_wachtwoordlink,
    reset_tweede_stap,
    wijzig_naam,
)
from leerplicht.toegang.gebruikers.views.lijst import gebruiker, gebruikers, nieuwe_gebruiker, rollen
from leerplicht.toegang.gebruikers.views.rol import beeindig_rol, machtig, trek_in, wijzig_rol

__all__ = [
    "activeer",
    "beeindig_rol",
    "deactiveer",
    "gebruiker",
    "gebruikers",
    "machtig",
    "mail_wachtwoordlink",
    "nieuwe_gebruiker",
    "reset_tweede_stap",
    "rollen",
    "trek_in",
    "wijzig_naam",
    "wijzig_rol",
]
