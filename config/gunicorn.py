"""How gunicorn serves; every value may be given by the environment, see docs/operations.md."""

import os

bind = os.environ.get("BIND") or "0.0.0.0:8000"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)
worker_class = "gthread"
MEMORY = "/dev/shm"  # noqa: S108
worker_tmp_dir = MEMORY if os.path.isdir(MEMORY) else None  # a slow disk is no reason to end a worker
control_socket_disable = True
timeout = 60  # seconds for one answer
graceful_timeout = 30  # seconds for what is under way when it is told to end
keepalive = 5
max_requests, max_requests_jitter = 5000, 500  # a worker that leaks does not leak for ever
limit_request_line, limit_request_fields, limit_request_field_size = 4094, 60, 8190
accesslog = None
