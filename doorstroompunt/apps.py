from django.apps import AppConfig


class DoorstroompuntConfig(AppConfig):
    name = "doorstroompunt"
    verbose_name = "Doorstroompunt"

    def ready(self):
        # Models can be imported only once all apps are loaded.
        from doorstroompunt.onderdeel import ONDERDEEL
        from leerplicht.onderdeel import registreer_onderdeel

        registreer_onderdeel(ONDERDEEL)
