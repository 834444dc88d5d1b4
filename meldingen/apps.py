from django.apps import AppConfig


class MeldingenConfig(AppConfig):
    name = "meldingen"
    verbose_name = "Leerplicht"

    def ready(self):
        from leerplicht.onderdeel import registreer_onderdeel
        from meldingen.onderdeel import ONDERDEEL

        registreer_onderdeel(ONDERDEEL)
