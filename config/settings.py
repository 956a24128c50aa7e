"""Settings, all from the environment; docs/operations.md tells what each variable is for and what it is by default."""

import json
import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from .limits import limits
from .production import refuse_gaps

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DATA") or BASE_DIR / "var")


def listed(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def server_address(variable: str, key: str, default: str) -> str:
    """The environment first, then the servers that `make run` has started."""
    if address := os.environ.get(variable):
        return address
    try:
        return json.loads((DATA / "servers.json").read_text())[key]
    except (OSError, ValueError, KeyError):
        return default


def secret_key() -> str:
    """The environment's key, then the one that `make run` keeps; else one that holds for this process alone."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    try:
        return (DATA / "secret-key").read_text().strip()
    except OSError:
        return get_random_secret_key()


HTTPS = os.environ.get("HTTPS") == "1"
if HTTPS:
    refuse_gaps(os.environ)
SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = listed("SECRET_KEY_FALLBACKS")
DEBUG = False
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "config.admin.SafeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "accounts",
    "negotiations",
    "articles",
]

MIDDLEWARE = [
    "config.headers.guarded",
    "config.headers.not_too_large",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.middleware.session_is_used",
    "accounts.middleware.not_kept",
    "config.headers.trusted_types",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.exports_are_logged",
    "accounts.limits.RateLimits",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        server_address("DATABASE_URL", "database_url", "postgresql://localhost/sticking_points")
    )
}
# A pool for each process; a server that is away is reported within seconds.
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5}
if STATEMENT_SECONDS := os.environ.get("STATEMENT_SECONDS"):
    # The web server's: a page that asks too much of the database gives up. Workers and migrations may take longer.
    DATABASES["default"]["OPTIONS"]["options"] = f"-c statement_timeout={int(float(STATEMENT_SECONDS) * 1000)}"
REDIS_URL = server_address("REDIS_URL", "redis_url", "redis://localhost:6379/0")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Behind how many proxies of ours it stands: the address of whoever asks is that many steps from the right of the header
# X-Forwarded-For. With none the header is not believed.
PROXIES = int(os.environ.get("PROXIES") or HTTPS)

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "cache",
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }
}

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.GuessableHere"},
]
PASSWORD_RESET_TIMEOUT = 3600  # seconds that a link of `manage.py recovery_link` holds
STAFF_SECOND_FACTOR = os.environ.get("STAFF_SECOND_FACTOR", "1" if HTTPS else "0") == "1"
OTP_TOTP_ISSUER = os.environ.get("SITE_NAME") or "Sticking Points"
OTP_ADMIN_HIDE_SENSITIVE_DATA = True

# Five wrong passwords for a name from an address close the door to both together for a while: so nobody
# can lock others out.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "accounts.clients.address_of"
AXES_LOCKOUT_CALLABLE = "accounts.entry_views.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # our own log has it
AXES_VERBOSE = False

SESSION_ENGINE = "accounts.store"
SESSION_COOKIE_AGE = int(float(os.environ.get("SESSION_IDLE_HOURS") or 12) * 3600)
SESSION_DAYS = float(os.environ.get("SESSION_DAYS") or 7)
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"  # a link from elsewhere finds its reader logged in
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "negotiations"
LOGOUT_REDIRECT_URL = "negotiations"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
if (STATIC_ROOT / "staticfiles.json").exists():
    # Collected: compressed at rest, cached for ever under names that hold a hash.
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
else:
    WHITENOISE_USE_FINDERS = True

# What a browser may load: our own files and nothing else.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked from within, past the proxy
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True

# Largest text of an article in characters, and the room that a form around it takes.
ARTICLE_LIMIT = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
REQUEST_LIMIT = int(os.environ.get("REQUEST_LIMIT") or 50_000_000)  # bytes, files included
RATE_LIMITS = limits(os.environ.get("RATE_LIMITS", ""))
EXPORTS = frozenset({"pack-file"})  # names of addresses whose use is logged

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True  # a worker that dies gives its article back; runs are safe to repeat
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900, "socket_timeout": 5, "socket_connect_timeout": 2}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}

EXTRACTOR = os.environ.get("EXTRACTOR", "rules")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
