"""The Celery application: worker and beat begin here, tasks are found in each app's `tasks.py`.

Redis delivers a task again when its worker dies, so every task is idempotent and late acknowledgement is safe.
"""

import os
import sys

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerplicht.settings")

app = Celery("leerplicht", task_cls="leerplicht.toegang.logboek.geschiedenis:Taak")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # A worker can be up but deaf after its connection dropped: health is a task that came round.
    "heartbeat": {"task": "leerplicht.tasks.heartbeat", "schedule": 60.0, "options": {"expires": 60}},
    # The outbox does not lean on messages: whatever waits is found within a quarter of a minute.
    "postvak": {"task": "leerplicht.tasks.veeg_postvak", "schedule": 15.0, "options": {"expires": 15}},
    # Nothing between 00 and 03: there the clock of the Netherlands jumps. Twice a day, so that one may be missed.
    "postvak-oud": {"task": "leerplicht.tasks.ruim_postvak_op", "schedule": crontab(hour="4,16", minute="23")},
    "bestanden-zonder-document": {
        "task": "leerplicht.tasks.ruim_bestanden_op",
        "schedule": crontab(hour="4", minute="40"),
    },
    "oude-aanleveringen": {
        "task": "leerplicht.tasks.ruim_aanleveringen_op",
        "schedule": crontab(hour="4", minute="50"),
    },
    # Before the working day.
    "openingen-te-laat": {"task": "leerplicht.tasks.maan_openingen", "schedule": crontab(hour="5", minute="10")},
    # After the files of the night, before the working day.
    "signalen": {"task": "meldingen.tasks.signaleer_overal", "schedule": crontab(hour="4", minute="50")},
    "oude-concepten": {
        "task": "leerplicht.tasks.verwijder_oude_concepten",
        # UTC, outside the hours in which the clock jumps.
        "schedule": crontab(hour="4", minute="20"),
    },
}


@beat_init.connect
@worker_init.connect
def join_embedded(**_):
    """So that `celery -A leerplicht …` works as `manage.py` does."""
    from django.conf import settings

    from leerplicht import embedded

    if settings.EMBEDDED:
        try:
            embedded.join(settings.VAR_DIR)
        except embedded.EmbeddedError as error:
            sys.exit(str(error))


@worker_init.connect
def refuse_bypassing_role(**_):
    from leerplicht.database_role import refuse_bypassing_role

    refuse_bypassing_role()
