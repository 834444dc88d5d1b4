"""What the werkvoorraad says of the triage."""

from django.urls import reverse

from leerplicht.models import Gebruiker
from leerplicht.onderdeel import Aankondiging
from meldingen.models import Melding


def aankondigingen(gebruiker: Gebruiker) -> list[Aankondiging]:
    """How many meldingen came in that nobody looked at."""
    aantal = Melding.objects.zichtbaar_voor(gebruiker).te_sorteren().count()
    if not aantal:
        return []
    wat = "nieuwe melding" if aantal == 1 else "nieuwe meldingen"
    return [Aankondiging(f"{aantal} {wat} te sorteren", reverse("triage"))]
