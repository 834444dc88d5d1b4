"""All meldingen of leerplicht in one school year, with exactly as many leerlingen as published."""

from meldingen.choices import Soort
from rapportage.voorbeeld.absoluut import maak_absoluut
from rapportage.voorbeeld.jaarcijfers import Jaarcijfers
from rapportage.voorbeeld.luxe import maak_luxe
from rapportage.voorbeeld.meldingen import Geval
from rapportage.voorbeeld.personen import Bevolking
from rapportage.voorbeeld.relatief import Bron, maak_relatief
from rapportage.voorbeeld.thuiszitters import eerder_gemeld, maak_thuiszitters
from rapportage.voorbeeld.zorg import maak_zorg


def maak_meldingen(bevolking: Bevolking, cijfers: Jaarcijfers, bron: Bron) -> list[Geval]:
    """The meldingen of a school year. `bron` gives the person for a kind of education."""
    dossiers = bevolking.dossiers
    relatief = maak_relatief(dossiers, cijfers, bron)
    absoluut = maak_absoluut(bevolking, cijfers)
    luxe = maak_luxe(bevolking, cijfers)
    # Zorg decides how many thuiszitters are known already, so their number comes from the results.
    thuiszitters_uit_zorg = cijfers.resultaten[Soort.ZORG]["thuiszitter"]
    nieuwe_thuiszitters = (
        cijfers.meldingen[Soort.THUISZITTER] - thuiszitters_uit_zorg - len(eerder_gemeld(relatief))
    )
    zorg = maak_zorg(
        dossiers,
        cijfers,
        bron,
        relatief,
        andere_leerlingen=_leerlingen([*relatief, *absoluut, *luxe]) + nieuwe_thuiszitters,
    )
    thuiszitters = maak_thuiszitters(bevolking, cijfers, bron, eerder_gemeld([*relatief, *zorg]))
    return [*relatief, *absoluut, *luxe, *zorg, *thuiszitters]


def _leerlingen(gevallen: list[Geval]) -> int:
    return len({id(geval.melding.leerling) for geval in gevallen})
