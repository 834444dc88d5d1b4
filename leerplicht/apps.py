from django.apps import AppConfig


class LeerplichtConfig(AppConfig):
    name = "leerplicht"
    verbose_name = "Kern"

    def ready(self):
        # Tasks are sent through our Celery application, and the check on the database role is known.
        from leerplicht import celery, database_role  # noqa: F401

        # Every login begins a session, also one before the first request has loaded the middleware.
        from leerplicht.toegang.inloggen import gemeenteaccount, slot, tweede_factor  # noqa: F401
        from leerplicht.toegang.logboek.spoor import volg_lezen

        volg_lezen()
