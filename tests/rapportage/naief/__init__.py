"""The report counted again, the slow way: all rows fetched, plain loops, no aggregates.

`tel(...)` gives the kerncijfers, and per table the cells with something in them, as
{(niveau, row, column label): number}. Nothing here is imported from `rapportage`: that is the point.
"""

from decimal import Decimal

from leerplicht.models import ExternCijfer
from tests.rapportage.naief.basis import procent
from tests.rapportage.naief.doorstroompunt import Doorstroompunt
from tests.rapportage.naief.leerplicht import LEERPLICHTSOORTEN, Leerplicht

__all__ = ["procent", "tel"]


class Naief(Leerplicht, Doorstroompunt):
    """Both parts, and what comes from outside or from the year before."""

    def tel_extern(self):
        k, vorig = self.k, self.jaar - 1
        extern = {(e.soort, e.schooljaar): e.waarde for e in ExternCijfer.objects.all()}
        k["leerplichtigen"] = extern.get(("leerplichtigen", self.jaar))
        k["doelgroep_vsv"] = extern.get(("doelgroep_vsv", self.jaar))
        k["vsv_nieuw_pct"] = procent(k["vsv_nieuw"], k["doelgroep_vsv"], 1)
        toen = self.meldingen(*LEERPLICHTSOORTEN, jaar=vorig)
        geteld = {
            "meldingen": len(toen),
            "leerlingen_gemeld": len({m.leerling_id for m in toen}),
            "thuiszitters": len([m for m in toen if m.soort == "thuiszitter"]),
        }
        for code, aantal in geteld.items():
            k[f"{code}_vorig_jaar"] = aantal if toen else extern.get((code, vorig))
        verzuim = self.meldingen("verzuim_18plus", jaar=vorig)
        jongeren = len({m.leerling_id for m in verzuim})
        k["verzuim_18plus_jongeren_vorig_jaar"] = jongeren or extern.get(("verzuim_18plus_jongeren", vorig))
        zorg = len(self.trajecten("zorg_18plus", vorig))
        k["zorg_18plus_jongeren_vorig_jaar"] = zorg or extern.get(("zorg_18plus_jongeren", vorig))
        uitvallers = self.trajecten("uitvaller", vorig)
        doelgroep = extern.get(("doelgroep_vsv", vorig))
        if uitvallers and doelgroep:
            nieuw = sum(1 for t in uitvallers if not self.terug(t, vorig))
            k["vsv_nieuw_pct_vorig_jaar"] = procent(nieuw, doelgroep, 1)
        else:
            promille = extern.get(("nieuwe_vsv_promille", vorig))
            k["vsv_nieuw_pct_vorig_jaar"] = None if promille is None else Decimal(promille) / 10
        nu, eerst = k["meldingen"], k["meldingen_vorig_jaar"]
        groei = procent(abs(nu - eerst), eerst, 1) if eerst else None
        k["stijging_meldingen_pct"] = -groei if groei is not None and eerst > nu else groei


def tel(gemeente, schooljaar, peildatum=None):
    """Runs inside `in_gemeente(gemeente.pk)`. Gives (kerncijfers, cells per table)."""
    naief = Naief(gemeente, schooljaar, peildatum)
    naief.tel_meldingen()
    naief.tel_vrijstellingen()
    naief.tel_jgz()
    naief.tel_uitvallers()
    naief.tel_andere_trajecten()
    naief.tel_preventie()
    naief.tel_extern()
    return naief.k, {code: dict(cellen) for code, cellen in naief.tabellen.items()}
