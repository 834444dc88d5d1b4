"""The web server's entry."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerplicht.settings")
if settings.EMBEDDED:
    from leerplicht import embedded

    embedded.join(settings.VAR_DIR)
application = get_wsgi_application()
