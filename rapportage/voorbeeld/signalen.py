"""A handful of signalen, as a night brings them; one was looked at already.

The example enrols people only where a story needs it. So the run itself sees that enrolments are missing, and
makes no more of these; what stands here it keeps open.
"""

from datetime import date

from leerplicht.models import Gebruiker, Gemeente
from meldingen.signalen.actions import doe_niets, signaleer
from meldingen.signalen.choices import NietsReden
from meldingen.signalen.openen import open_signalen
from meldingen.signalen.zeef import zeef

AANTAL = 8


def maak_signalen(gemeente: Gemeente, anna: Gebruiker, vandaag: date) -> None:
    gezeefd = zeef(gemeente.pk, vandaag)
    per_leerling = {regel.leerling_id: regel for regel in gezeefd.signalen}
    gekozen = set(sorted(per_leerling)[:: max(1, len(per_leerling) // AANTAL)][:AANTAL])
    signalen = open_signalen(
        gemeente, [een for een in gezeefd.aanleidingen() if een.leerling_id in gekozen], op=vandaag
    )
    if signalen:
        doe_niets(signalen[0], reden=NietsReden.KLOPT_NIET, op=vandaag, door=anna)
    signaleer(gemeente, op=vandaag)
