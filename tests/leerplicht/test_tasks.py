"""The heartbeat comes round through a real queue and a real worker."""

import os
from datetime import timedelta

import pytest
import redis
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from leerplicht.celery import app
from leerplicht.tasks import HEARTBEAT, heartbeat
from tests import services


def test_heartbeat_by_a_worker_satisfies_the_healthcheck(celery_worker):
    before = timezone.now()
    heartbeat.delay()
    services.until(lambda: cache.get(HEARTBEAT) is not None)
    assert before <= cache.get(HEARTBEAT) <= timezone.now()
    assert call_command("healthcheck") is None


def test_without_a_worker_the_healthcheck_fails(own_database):
    heartbeat.delay()
    with pytest.raises(CommandError, match=r"^Er is nog geen hartslag van de achtergrondwerker[.]$"):
        call_command("healthcheck")


def test_a_deaf_worker_is_noticed_after_two_minutes(own_database):
    cache.set(HEARTBEAT, timezone.now() - timedelta(seconds=121), timeout=None)
    with pytest.raises(CommandError, match=r"^De laatste hartslag van de achtergrondwerker was om"):
        call_command("healthcheck")


def test_beat_sends_the_heartbeat_every_minute():
    entry = app.conf.beat_schedule["heartbeat"]
    assert (entry["task"], entry["schedule"]) == (heartbeat.name, 60.0)


def test_a_task_waits_in_the_queue_of_this_test_process(own_database):
    heartbeat.delay()
    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    assert client.llen("celery") == 1
