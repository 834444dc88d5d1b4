"""The web server's entry."""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from leerplicht import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerplicht.settings")
try:
    if settings.EMBEDDED:
        embedded.join(settings.VAR_DIR)
except embedded.EmbeddedError as error:
    sys.exit(str(error))
application = get_wsgi_application()

from leerplicht.database_role import refuse_bypassing_role  # noqa: E402  (needs the apps)

refuse_bypassing_role()
