"""Django's settings, from the environment alone. README.md has the table; .env.example lists every variable."""

import os
from pathlib import Path
from typing import Any

from kb import embedded_postgres, environment, logs
from kb.secretkey import kept_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
environment.load_file(BASE_DIR / ".env")

DATA_DIR = environment.folder("DATA_DIR", ".data", base=BASE_DIR)
DEBUG = environment.boolean("DEBUG", default=False)
SECRET_KEY = environment.secret_key("SECRET_KEY") or kept_secret_key(DATA_DIR)

# The site
SITE_NAME = environment.text("SITE_NAME", "Whatbroke")
SITE_URL = environment.site_url("SITE_URL")
STORE_SEARCHES = environment.boolean("STORE_SEARCHES", default=True)
MAX_PASTE_BYTES = environment.integer("MAX_PASTE_BYTES", 1_048_576, minimum=1_024, maximum=16_777_216)
MATCH_RATE_PER_MINUTE = environment.integer("MATCH_RATE_PER_MINUTE", 60, minimum=1, maximum=100_000)
SUGGEST_RATE_PER_MINUTE = environment.integer("SUGGEST_RATE_PER_MINUTE", 120, minimum=1, maximum=100_000)
PICTURES_AT_ONCE = environment.integer("PICTURES_AT_ONCE", 2, minimum=1, maximum=64)
PICTURE_RATE_PER_MINUTE = environment.integer("PICTURE_RATE_PER_MINUTE", 10, minimum=1, maximum=100_000)
FEEDBACK_RATE_PER_HOUR = environment.integer("FEEDBACK_RATE_PER_HOUR", 30, minimum=1, maximum=100_000)
SAVE_RATE_PER_HOUR = environment.integer("SAVE_RATE_PER_HOUR", 120, minimum=1, maximum=100_000)
SIGN_IN_FAILURES = environment.integer("SIGN_IN_FAILURES", 5, minimum=1, maximum=1_000)
REQUIRE_SECOND_FACTOR = environment.boolean("REQUIRE_SECOND_FACTOR", default=False)

# The server that `manage.py serve` starts
HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.integer("PORT", 8000, minimum=1, maximum=65_535)
WORKERS = environment.integer("WORKERS", min(4, max(2, os.cpu_count() or 1)), minimum=1, maximum=64)

# Who may ask, and how
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
HTTPS = environment.boolean("HTTPS", default=False)
TRUST_PROXY = environment.boolean("TRUST_PROXY", default=False)

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# Whether all subdomains have HTTPS is for the owner of the domain to say, not for one site under it.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# A form encodes each byte of a paste as up to three: the match view must be able to read a paste of the full size.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * MAX_PASTE_BYTES + 65_536
# A file is read from memory and never lies on a disk: what is longer is refused before it is read (errors/receiving.py).
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

INSTALLED_APPS = [
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "kb",
    "errors",
    "errors.desk.config.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "kb.middleware.log_requests",
    "kb.middleware.security_headers",
    "kb.middleware.discard_rest_of_body",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kb.middleware.DatabaseDownMiddleware",
]

ROOT_URLCONF = "kb.urls"
WSGI_APPLICATION = "kb.wsgi.application"
CSRF_FAILURE_VIEW = "errors.views.errors.csrf_failure"

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
                "errors.context_processors.site",
            ],
        },
    },
]

# The database: the server that DATABASE_URL names, else the embedded one
_server = environment.database("DATABASE_URL")
EMBEDDED_POSTGRES = _server is None
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        **(_server or embedded_postgres.connection_settings(DATA_DIR)),
    }
}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Article pages as each process made them last (errors.keptpages): about 15 kB each
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    "searches": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "searches",
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
PAGES_TRUSTED_SECONDS = 1

# People
AUTH_USER_MODEL = "errors.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# Messages are for the admin alone; kept in its session they need no cookie of their own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

OTP_TOTP_ISSUER = SITE_NAME

# Language and time
LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "kb.formats"
TIME_ZONE = "UTC"
USE_TZ = True

# Static files: hashed names, compressed beforehand by `manage.py serve`
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
_static_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "kb.staticfiles.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_storage},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG

# Logs
LOGGING = logs.configuration(
    style=environment.text("LOG_FORMAT", "text", choices=("text", "json")),
    level=environment.text("LOG_LEVEL", "info", choices=("debug", "info", "warning", "error")),
)
