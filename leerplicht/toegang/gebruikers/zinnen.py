"""What the screens of users say about work and machtiging, in sentences."""

import datetime

from leerplicht.models import Aanstelling, Gemeente
from leerplicht.roles import ROLLEN, Recht

UITLEG_OPSPORING = (
    "Opsporing (Halt en proces-verbaal) is alleen voor wie is gemachtigd (Wet politiegegevens, artikel 6). "
    "Een rol is niet genoeg, ook niet die van BOA. Na de laatste dag sluit opsporing vanzelf."
)


def machtiging(aanstelling: Aanstelling, vandaag: datetime.date) -> dict[str, str] | None:
    """Text and badge of the machtiging on a day; None without one."""
    van, tot_en_met = aanstelling.opsporing_van, aanstelling.opsporing_tot_en_met
    if van is None or tot_en_met is None:
        return None
    if vandaag < van:
        return {"tekst": f"Vanaf {van:%d-%m-%Y}", "badge": "neutraal"}
    if vandaag > tot_en_met:
        return {"tekst": f"Verlopen op {tot_en_met:%d-%m-%Y}", "badge": "waarschuwing"}
    return {"tekst": f"Tot en met {tot_en_met:%d-%m-%Y}", "badge": "info"}


def gaat_naar_team(aantal: int, gemeente: Gemeente) -> list[str]:
    """What will happen with open zaken; nothing to say when there are none."""
    if not aantal:
        return []
    wat = "1 open zaak gaat" if aantal == 1 else f"{aantal} open zaken gaan"
    return [f"{wat} in {gemeente} direct naar het team, onder “Nog van niemand”."]


def staat_bij_team(aantal: int) -> list[str]:
    """What happened with them."""
    if not aantal:
        return []
    return ["1 open zaak staat nu bij het team." if aantal == 1 else f"{aantal} open zaken staan nu bij het team."]


def gevolg_van_rol(aanstelling: Aanstelling, rol: str, aantal: int) -> list[str]:
    """What another role closes."""
    gevolgen = gevolg_van_sluiten(aanstelling, aantal)
    if aanstelling.opsporing_van and Recht.LEERPLICHT not in ROLLEN[rol].rechten:
        gevolgen.append("De machtiging voor opsporing wordt ingetrokken.")
    if gevolgen:
        van, naar = ROLLEN[aanstelling.rol].naam, ROLLEN[rol].naam
        gevolgen.insert(0, f"{aanstelling.gebruiker} gaat van {van} naar {naar}.")
    return gevolgen


def gevolg_van_sluiten(aanstelling: Aanstelling, aantal: int) -> list[str]:
    """What happens with zaken that the colleague will no longer see."""
    if not aantal:
        return []
    ziet = "1 open zaak ziet" if aantal == 1 else f"{aantal} open zaken ziet"
    return [
        f"{ziet} {aanstelling.gebruiker} dan niet meer.",
        *gaat_naar_team(aantal, aanstelling.gemeente),
    ]
