"""Settings of gunicorn: `gunicorn -c python:leerplicht.gunicorn leerplicht.wsgi`."""

import os

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
