from django.apps import AppConfig


class RapportageConfig(AppConfig):
    name = "rapportage"
    verbose_name = "Jaarverslag"

    def ready(self):
        from leerplicht.onderdeel import Menukeuze, Onderdeel, registreer_onderdeel
        from leerplicht.roles import Recht
        from rapportage.opdrachten import NAMEN, OPDRACHTEN
        from rapportage.privacy import GEGEVENS
        from rapportage.uitwisseling import gepubliceerd

        registreer_onderdeel(
            Onderdeel(
                code="rapportage",
                naam="Jaarverslag",
                # The report has no zaken of its own.
                zaaksoorten={},
                regels=lambda zaken: {},
                menu=(
                    Menukeuze("Jaarverslag", "jaarverslag", frozenset({Recht.VERSLAG}), 60),
                    Menukeuze("Jaarbeeld", "jaarbeeld", frozenset({Recht.JAARBEELD}), 65),
                ),
                privacy=GEGEVENS,
                bronnen=(gepubliceerd.BRON,),
                opdrachten=OPDRACHTEN,
                opdrachtnamen=NAMEN,
            )
        )
