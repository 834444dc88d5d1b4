#!/usr/bin/env python
"""Django's command-line entry; every command works in embedded mode too."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerplicht.settings")
    from leerplicht import embedded

    try:
        from django.conf import settings

        if settings.EMBEDDED:
            embedded.join(settings.VAR_DIR)
    except embedded.EmbeddedError as error:
        sys.exit(str(error))

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
