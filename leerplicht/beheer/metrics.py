"""Numbers for Prometheus: how many requests, how long, and how the work behind the screens goes.

A request is named by its route, never by its address: an address has the number of a dossier in it.
"""

import os
import secrets
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from leerplicht.beheer.gezond import alle_metingen

_VERZOEKEN = Counter("leerplicht_requests_total", "Requests", ["route", "method", "status"])
_DUUR = Histogram(
    "leerplicht_request_seconds", "Time to answer", ["route"], buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
)


class MeetMiddleware:
    """Counts and times every request; the first, so that it sees what all others cost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begin = time.perf_counter()
        response = self.get_response(request)
        gevonden = request.resolver_match
        route = gevonden.view_name if gevonden else "onbekend"
        _DUUR.labels(route).observe(time.perf_counter() - begin)
        _VERZOEKEN.labels(route, request.method or "", str(response.status_code)).inc()
        return response


class _Gezondheid(Collector):
    """The checks of `gezond.py`, measured at the moment Prometheus asks."""

    def collect(self) -> Iterator[Metric]:
        goed = GaugeMetricFamily("leerplicht_healthy", "1 when this part works", labels=["part"])
        getal = GaugeMetricFamily("leerplicht_health_value", "What a check measured, in its unit", labels=["part"])
        for meting in alle_metingen():
            goed.add_metric([meting.code], 0.0 if meting.is_fout else 1.0)
            if meting.waarde is not None:
                getal.add_metric([meting.code], meting.waarde)
        yield goed
        yield getal


@login_not_required
def toon_metrics(request: HttpRequest) -> HttpResponse:
    """For who brings `Authorization: Bearer <METRICS_TOKEN>`; for anybody else this page does not exist."""
    gegeven = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not secrets.compare_digest(gegeven.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        # The web server has several processes; each writes its numbers to a directory that all of them read.
        geteld = CollectorRegistry()
        MultiProcessCollector(geteld)
    else:
        geteld = REGISTRY
    gemeten = CollectorRegistry()
    gemeten.register(_Gezondheid())
    return HttpResponse(generate_latest(geteld) + generate_latest(gemeten), content_type=CONTENT_TYPE_LATEST)
