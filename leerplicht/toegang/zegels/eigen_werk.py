"""Whether a dossier is somebody's own work, so that it goes without saying what he looks for in it."""

from django.db.models import Count, Exists, OuterRef

from leerplicht.models import Gebruiker, Toewijzing, Zaak


def is_buiten_eigen_werk(gebruiker: Gebruiker, leerling_id: int) -> bool:
    """Whether every zaak of this leerling that he may see is the work of a colleague. One query.

    A leerling without a zaak is nobody's yet. Zaken that he may not see decide nothing: the question would tell
    that they are there.
    """
    if gebruiker.rol.hele_gemeente:
        return False
    van_een_ander = Toewijzing.objects.filter(
        zaak=OuterRef("pk"), tot__isnull=True, gebruiker__isnull=False
    ).exclude(gebruiker=gebruiker)
    geteld = (
        Zaak.objects.zichtbaar_voor(gebruiker)
        .filter(leerling_id=leerling_id)
        .aggregate(alle=Count("pk"), van_anderen=Count("pk", filter=Exists(van_een_ander)))
    )
    return 0 < geteld["alle"] == geteld["van_anderen"]
