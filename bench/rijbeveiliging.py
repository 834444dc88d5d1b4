"""What row-level security costs: the queries of real pages, with the policies and past them.

At 350,000 meldingen. Every SELECT of a page is asked again by the app role, which the policies bind, and by the
role for backups, which they do not; on the same rows at the same moment.
"""

from functools import partial

from bench import omgeving
from bench.groei import groei
from bench.metingen import Meting, naast_elkaar

MELDINGEN = 350_000
DOEL = 1.25
FILTER = "/meldingen/?schooljaar=2023&soort=luxe"
ANNA, EVA = "anna@voorbeeld.test", "eva@voorbeeld.test"


def metingen() -> list[Meting]:
    from leerplicht.models import Gebruiker
    from leerplicht.toegang.gemeente import in_gemeente
    from meldingen.models import Melding

    with omgeving.kopie("bench_groot") as naam, omgeving.als_meester(naam) as meester:
        gemeente = Gebruiker.objects.get(email=ANNA).aanstellingen.get().gemeente_id
        with in_gemeente(gemeente):
            aantal = Melding.objects.count()
            melding = Melding.objects.select_related("leerling").latest("pk")
        groei(meester, keer=MELDINGEN // aantal)
        paginas = {
            "werkvoorraad": ("the werkvoorraad", ANNA, "/", None),
            "meldingen": ("the list of meldingen", ANNA, "/meldingen/", None),
            "gefilterd": ("meldingen of one school year and kind", ANNA, FILTER, None),
            "zoeken": ("a leerling by name", ANNA, "/leerlingen/", {"tekst": melding.leerling.achternaam}),
            "leerling": ("the dossier of a leerling", ANNA, f"/leerlingen/{melding.leerling_id}/", None),
            "melding": ("one melding", ANNA, f"/meldingen/{melding.pk}/", None),
            "jaarverslag": ("counting the jaarverslag", EVA, "/jaarverslag/2023/", None),
        }
        gevonden = []
        with omgeving.als_app(naam) as met, omgeving.als_backup(naam) as zonder:
            for code, (wat, wie, adres, post) in paginas.items():
                vragen = omgeving.vragen_van(wie, adres, post=post)
                gevonden.append(
                    naast_elkaar(
                        f"rijbeveiliging-{code}",
                        f"{wat} ({len(vragen)} queries)",
                        doe=partial(omgeving.stel, met, vragen, gemeente=gemeente),
                        ernaast=partial(omgeving.stel, zonder, vragen, gemeente=gemeente),
                        doel=DOEL,
                    )
                )
    return gevonden
