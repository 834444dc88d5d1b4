"""Who walks: every role, in the gemeente of the records and in the other one."""

import datetime
from dataclasses import dataclass

from leerplicht.models import Aanstelling, Gebruiker
from leerplicht.roles import ROLLEN, Recht
from tests.verhalen.lekmerken import Merk
from tests.verhalen.lekwereld import VOORGELEGD, Plek, lezers

MACHTIGING = {
    "opsporing_van": datetime.date(2020, 1, 1),
    "opsporing_tot_en_met": datetime.date(2099, 12, 31),
    "opsporing_waarom": "Akte van opsporingsbevoegdheid",
}


@dataclass(frozen=True)
class Wie:
    """Somebody who walks. `kant`: hier, elders, or nowhere; `gebruiker` None: nobody is logged in."""

    naam: str
    kant: str
    gebruiker: Gebruiker | None
    rechten: frozenset[Recht] = frozenset()
    # The compartment in which he typed a draft.
    typte: str = ""

    @property
    def ingelogd(self) -> bool:
        return self.gebruiker is not None and self.gebruiker.is_active

    def mag(self, merk: Merk) -> bool:
        if merk.model == "concept":
            return (self.kant, self.typte) == (merk.gemeente, merk.vak)
        if merk.model == "verslagrun" and not self.ziet_verslag(merk.vak):
            return False
        nodig = lezers(merk)
        return self.kant == merk.gemeente and (nodig is None or bool(nodig & self.rechten))

    def ziet_verslag(self, vak: str) -> bool:
        """Who only has the jaarbeeld, a report that was put forward."""
        return Recht.VERSLAG in self.rechten or vak == VOORGELEGD


def wie_in(wereld: dict[str, list[Plek]], kant: str, rol: str, **machtiging) -> Wie:
    """Somebody with this role; with a machtiging he may read opsporing too."""
    naam = rol.replace("_", " ") + (" with machtiging" if machtiging else "")
    adres = f"{naam.replace(' ', '-')}.{kant}@voorbeeld.test"
    gebruiker = Gebruiker(email=adres, naam=naam, password="geen")
    gebruiker.save()
    Aanstelling.objects.create(gebruiker=gebruiker, gemeente=wereld[kant][0].gemeente, rol=rol, **machtiging)
    gebruiker.kies_aanstelling()
    return Wie(naam, kant, gebruiker, gebruiker.aanstelling.rechten(op=datetime.date.today()))


def iedereen_in(wereld: dict[str, list[Plek]], kant: str) -> list[Wie]:
    """Every role, and whoever is authorised for opsporing."""
    mensen = [wie_in(wereld, kant, rol) for rol in ROLLEN]
    return [*mensen, wie_in(wereld, kant, "leerplichtambtenaar_boa", **MACHTIGING)]
