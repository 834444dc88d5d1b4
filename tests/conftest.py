"""Fixtures for the whole suite: databases, a real worker, a real browser.

`db` (pytest-django): a transaction on this process's database, rolled back after the test. As the app role.
`own_database`: a fresh copy for one test, with real commits; for what runs in another process or thread.
`celery_worker`, `live_server`, `page`: on top of `own_database`.
"""

import itertools
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from leerplicht import embedded
from tests import services
from tests.cast import *  # noqa: F403 - the fixed cast, for every test
from tests.clamd import clamd  # noqa: F401 - the same

BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_BROWSER = "chromium ontbreekt"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Database:
    """A test's own database: its name, and the environment for a process that must use it."""

    name: str
    environment: dict


@pytest.fixture(scope="session")
def test_services():
    """The tests' own PostgreSQL and Valkey, running."""
    services.start()


@pytest.fixture(scope="session")
def template_database(test_services, django_db_blocker):
    from django.core.management import call_command

    def migrate(name):
        with django_db_blocker.unblock():
            _point_at(name)
            call_command("migrate", verbosity=0)
            _close()

    return services.template(migrate)


@pytest.fixture(scope="session")
def django_db_setup(template_database, django_db_blocker):
    """Replaces pytest-django's: the app role may not make databases, and copying is faster than migrating."""
    name = services.copy(template_database, "session")
    with django_db_blocker.unblock():
        _point_at(name)
    yield
    with django_db_blocker.unblock():
        _close()
    services.drop(name)


@pytest.fixture
def own_database(django_db_setup, template_database, django_db_blocker):
    """A fresh copy of the migrated database for this test alone; what it commits stays committed."""
    from django.conf import settings
    from django.core.cache import cache

    former = settings.DATABASES["default"]["NAME"]
    name = services.copy(template_database, str(next(_numbers)))
    urls = embedded.urls(services.VAR_DIR, database=name)
    with django_db_blocker.unblock():
        _point_at(name)
        cache.clear()
        yield Database(
            name,
            {
                "DATABASE_URL": urls.app,
                "DATABASE_OWNER_URL": urls.owner,
                "SECRET_KEY": settings.SECRET_KEY,
                "CONCEPT_KEYS": ",".join(settings.CONCEPT_KEYS),
                "DEBUG": "1",
            },
        )
        _point_at(former)
    services.drop(name)


@pytest.fixture(autouse=True)
def _empty_cache(request):
    """Rate limits and the like must not reach from one test into the next."""
    if {"db", "django_db_setup"} & set(request.fixturenames) or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("test_services")
        from django.core.cache import cache

        cache.clear()


@pytest.fixture
def today_is(monkeypatch):
    """`today_is(day)` makes that day today in this process until the test ends; the clock itself goes on.

    For tests of what depends on a date, like somebody's age: they must hold on every day that they are run.
    """
    from django.utils import timezone

    real = timezone.localdate

    def pin(day):
        monkeypatch.setattr(
            timezone, "localdate", lambda value=None, zone=None: real(value, zone) if value else day
        )

    return pin


@pytest.fixture
def celery_worker(own_database):
    """A real worker process on this test's database and queue; ready when the test begins."""
    from leerplicht.celery import app

    log = services.VAR_DIR / "log" / f"worker-{own_database.name}.log"
    command = [sys.executable, "-m", "celery", "-A", "leerplicht", "worker", "--concurrency", "1"]
    command += ["--hostname", f"{own_database.name}@localhost", "--without-gossip", "--without-mingle"]
    with log.open("wb") as log_file:
        process = subprocess.Popen(
            command,
            cwd=services.PROJECT_DIR,
            env=os.environ | own_database.environment,
            stdin=subprocess.DEVNULL,
            stdout=log_file,
            stderr=log_file,
        )
    try:
        for _ in range(120):
            if app.control.inspect(timeout=0.25).ping():
                break
            assert process.poll() is None, log.read_text()
        else:
            pytest.fail(f"The worker does not answer: {log.read_text()}")
        yield process
    finally:
        _end(process)
        log.unlink()


@pytest.fixture(autouse=True)
def _live_server_helper():
    """Replaces pytest-django's, which asks for a database it can truncate."""


@pytest.fixture
def live_server(own_database):
    """The application on this test's database; `live_server.url`. Replaces pytest-django's, which truncates."""
    from pytest_django.live_server_helper import LiveServer

    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser():
    """Debian's chromium, headless."""
    from playwright.sync_api import sync_playwright

    if not services.chromium():
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=services.chromium(), args=BROWSER_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, live_server):
    """A page of 1280 px wide on `live_server`. An error in a script or against the CSP fails the test."""
    context = browser.new_context(
        base_url=live_server.url, locale="nl-NL", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def axe():
    """`axe(page)`: WCAG 2.2 A and AA violations as {rule: [selectors]}; {} when there are none."""
    source = AXE.read_text()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

    def violations(page) -> dict[str, list]:
        page.evaluate(source)
        # Only the violations in full: half the time of a report that also describes all that is well.
        run = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"
        found = page.evaluate(run, tags)["violations"]
        return {rule["id"]: [node["target"][0] for node in rule["nodes"]] for rule in found}

    return violations


def pytest_collection_modifyitems(items):
    """The long stories first: at the end no worker should wait while another walks through everything."""
    items.sort(key=lambda item: "tests/verhalen/" not in item.nodeid)


def pytest_terminal_summary(terminalreporter):
    skipped = [
        report for report in terminalreporter.stats.get("skipped", []) if NO_BROWSER in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.section("LET OP: BROWSERTESTS NIET GEDRAAID", sep="!", red=True, bold=True)
        terminalreporter.line(
            f"{len(skipped)} tests hebben chromium nodig. Installeer met: sudo apt-get install -y chromium",
            red=True,
        )


def _point_at(name: str) -> None:
    """Let both roles use this database from now on, also in threads that are still to come."""
    from django.db import connections

    _close()
    for alias in connections:
        connections.settings[alias]["NAME"] = name


def _close() -> None:
    from django.db import connections

    connections.close_all()


def _end(process: subprocess.Popen) -> None:
    for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGKILL):
        process.send_signal(number)
        try:
            process.wait(15)
            return
        except subprocess.TimeoutExpired:
            continue
