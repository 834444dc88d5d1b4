"""Settings of gunicorn: `gunicorn -c python:leerplicht.gunicorn leerplicht.wsgi`."""

import os
import shutil
import tempfile

# Where the processes of this server keep their counts together; see leerplicht/beheer/metrics.py.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="leerplicht-metrics-"))
bind = [f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"]
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", os.cpu_count() or 1))
threads = 4
# Loaded once and forked: starts sooner, and a refusal is said once.
preload_app = True
# A page is ready within seconds; reports are made by the worker.
timeout = 60
# Heartbeat files must not lie on a slow or full disk.
MEMORY = "/dev/shm"  # noqa: S108
worker_tmp_dir = MEMORY if os.access(MEMORY, os.W_OK) else None
# No access log: addresses of pages belong to nobody.
accesslog = None
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "warning")
control_socket_disable = True


def child_exit(server, worker):
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
