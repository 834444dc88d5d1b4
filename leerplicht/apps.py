from django.apps import AppConfig


class LeerplichtConfig(AppConfig):
    name = "leerplicht"
    verbose_name = "Kern"

    def ready(self):
        # Tasks are sent through our Celery application, and the check on the database role is known.
        from leerplicht import celery, database_role  # noqa: F401
