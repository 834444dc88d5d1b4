"""Two sealed dossiers, and who opened them: one reason was judged, one waits, one waits too long."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from leerplicht import parameters
from leerplicht.models import Gebruiker, Leerling, Opening, Verzegeling
from leerplicht.toegang.zegels.choices import Kijkgrond, Oordeel, Openingsoort, Zegelgrond
from meldingen.choices import Soort
from meldingen.models import Melding
from rapportage.voorbeeld.dossiers import Dossiers


def maak_zegels(dossiers: Dossiers, gebruikers: dict[str, Gebruiker]) -> None:
    """Of open dossiers of Bram: one is closed to everybody, one to Anna, who knows the family."""
    kind, familie = (_van_bram(dossiers, gebruikers["Bram"], soort) for soort in (Soort.THUISZITTER, Soort.ZORG))
    eva, van = gebruikers["Eva"], dossiers.vandaag - timedelta(days=40)
    dossiers.voeg_toe(Verzegeling(leerling=kind, voor=None, grond=Zegelgrond.KIND, van=van, door=eva))
    anna = gebruikers["Anna"]
    dossiers.voeg_toe(Verzegeling(leerling=familie, voor=anna, grond=Zegelgrond.FAMILIE, van=van, door=anna))
    beoordeeld = _open(
        dossiers, kind, gebruikers["Bram"], 33, Kijkgrond.VRAAG, "De school vroeg hoe het met het onderzoek staat."
    )
    beoordeeld.oordeel, beoordeeld.beoordeeld_door = Oordeel.TERECHT, gebruikers["Joris"]
    beoordeeld.beoordeeld_op = dossiers.vandaag - timedelta(days=26)
    _open(dossiers, familie, anna, 19, Kijkgrond.WAARNEMING, "Bram was ziek en de moeder belde twee keer.")
    _open(dossiers, kind, gebruikers["Gijs"], 3, Kijkgrond.OVERLEG, "Bram vroeg mij om mee te kijken.")


def _van_bram(dossiers: Dossiers, bram: Gebruiker, soort: Soort) -> Leerling:
    """The leerling of his first open melding of this kind."""
    return next(
        melding.leerling
        for melding in dossiers.rijen[Melding]
        if melding.soort == soort
        and melding.zaak.gesloten_op is None
        and dossiers.toewijzingen[id(melding.zaak)].gebruiker == bram
    )


def _open(
    dossiers: Dossiers, leerling: Leerling, door: Gebruiker, dagen: int, grond: Kijkgrond, toelichting: str
) -> Opening:
    dag = dossiers.vandaag - timedelta(days=dagen)
    termijn = timedelta(parameters.op("opening_beoordelen_dagen", dag).waarde)
    return dossiers.voeg_toe(
        Opening(
            leerling=leerling,
            gebruiker=door,
            soort=Openingsoort.ZEGEL,
            grond=grond,
            toelichting=toelichting,
            geopend_op=timezone.make_aware(datetime.combine(dag, time(10, 24))),
            geldig_op=dag,
            beoordelen_voor=dag + termijn,
        )
    )
