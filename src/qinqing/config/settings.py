"""Django's settings, derived from the declared ones. One program, two installations: see QINQING_CUSTODY."""

from __future__ import annotations

import os
from pathlib import Path

from qinqing.config import declared
from qinqing.config.databases import sqlite
from qinqing.config.home import custody_folder, kept_secret

# A process knows its own database and no other: the other's address is gone before anything is read.
FOREIGN_URL = "DATABASE_URL" if os.environ.get("QINQING_CUSTODY") == "organ" else "ORGAN_DATABASE_URL"
os.environ.pop(FOREIGN_URL, None)
DECLARED = declared.read()

HOME: Path = DECLARED["QINQING_HOME"].absolute()
CUSTODY: str = DECLARED["QINQING_CUSTODY"]
ORGAN = CUSTODY == "organ"
FOLDER = custody_folder(HOME, CUSTODY)
FACTS_FOLDER = FOLDER / "facts"
KEYSTORE: Path | None = DECLARED["QINQING_KEYSTORE"]
PEOPLE_KEYS = KEYSTORE.absolute() / CUSTODY if KEYSTORE else FOLDER / "keys" / "people"
KEY_BACKUPS = (DECLARED["QINQING_KEY_BACKUPS"] or FOLDER / "key-backups").absolute() / CUSTODY
KEY_BACKUP_DAYS: int = DECLARED["QINQING_KEY_BACKUP_DAYS"]
ERASURES = (DECLARED["QINQING_ERASURES"] or FOLDER).absolute() / f"erasures-{CUSTODY}.jsonl"
ATTACHMENTS = FOLDER / "files"
BATCHES = FOLDER / "sheets"
CLAMD: str = DECLARED["QINQING_CLAMD"]
SITE_URL: str = DECLARED["QINQING_SITE_URL"]
# Channel → its address, of those that are set: see config/channels.py.
NOTICE_DAYS: int = DECLARED["QINQING_NOTICE_DAYS"]
NOTICE_CHANNELS: dict[str, str] = {
    name: DECLARED[f"QINQING_NOTICE_{name.upper()}"]
    for name in ("mail", "wecom", "dingtalk", "feishu")
    if DECLARED[f"QINQING_NOTICE_{name.upper()}"]
}
LADDERS_FILE = HOME / "ladders.yaml"
VALUES_FILE = HOME / "values.yaml"
BUREAU_FACTS: Path = DECLARED["QINQING_BUREAU_FACTS"] or HOME / "bureau" / "facts"
EXCHANGE: Path = DECLARED["QINQING_EXCHANGE"] or HOME / "exchange"
GUARD_TOKEN: str = DECLARED["QINQING_GUARD_TOKEN"]
ORGAN_URL: str = DECLARED["QINQING_ORGAN_URL"] or f"http://127.0.0.1:{DECLARED['QINQING_ORGAN_PORT']}"
DEMO: bool = DECLARED["QINQING_DEMO"]
SECOND_FACTOR_REQUIRED: bool = DECLARED["QINQING_SECOND_FACTOR"]
HEADS: list[str] = DECLARED["QINQING_HEADS"]
MEASURE: str = DECLARED["QINQING_MEASURE"]
LOG_ORIGIN: str = DECLARED["QINQING_LOG_ORIGIN"]
# The log's algorithms, and those of the second tree beside it: empty where there is none.
LOG_PROFILE, _, LOG_SECOND = DECLARED["QINQING_LOG_PROFILE"].partition("+")
LOG_FILES = FOLDER / "tlog"
SIGNER_FOLDER = FOLDER / "signer"
OFFICE = {"zh": DECLARED["QINQING_OFFICE"], "en": DECLARED["QINQING_OFFICE_EN"]}

SECRET_KEY = DECLARED["QINQING_SECRET_KEY"] or kept_secret(FOLDER, "secret_key")
DEBUG = False
ALLOWED_HOSTS = DECLARED["QINQING_ALLOWED_HOSTS"]
CSRF_TRUSTED_ORIGINS = DECLARED["QINQING_TRUSTED_ORIGINS"]

_own_url = "ORGAN_DATABASE_URL" if ORGAN else "DATABASE_URL"
DATABASES = {"default": DECLARED[_own_url] or sqlite(FOLDER / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What limits attempts to sign in is counted once for all processes; rendered pages are kept by each for itself.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_attempts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "qinqing.record",
    "qinqing.work",
    "qinqing.organisations",
    "qinqing.accounts",
    "qinqing.api",
    "qinqing.batches",
    "qinqing.files",
    "qinqing.notices",
    "qinqing.oversight",
    "qinqing.measures",
    "qinqing.affairs",
    "qinqing.trust",
    "qinqing.web",
    *(["qinqing.organ"] if ORGAN else []),
]

MIDDLEWARE = [
    "qinqing.web.headers.SecurityHeaders",
    "qinqing.api.middleware.ProblemAnswers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "qinqing.web.preferences.PreferencesMiddleware",
    "qinqing.web.bounds.Bounds",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "qinqing.accounts.middleware.ActorMiddleware",
    "qinqing.accounts.middleware.SecondFactorMiddleware",
    "qinqing.api.middleware.TokenMiddleware",
    "qinqing.accounts.middleware.MatrixMiddleware",
    "qinqing.web.errors.RefusedAnswers",
]

ROOT_URLCONF = "qinqing.config.urls_organ" if ORGAN else "qinqing.config.urls_bureau"
WSGI_APPLICATION = "qinqing.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before any app's: the pages of sign-in are django-allauth's by name and ours by looks.
        "DIRS": [Path(__file__).resolve().parent.parent / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "qinqing.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "qinqing.web.templatetags.words",
                "qinqing.web.templatetags.ui",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login" if ORGAN else "home"
ACCOUNT_ADAPTER = "qinqing.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, and after the idle time in any case
# Over HTTPS one proxy stands before us and says from where a request came; otherwise all would share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if DECLARED["QINQING_HTTPS"] else 0
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Qinqing"

API_RATE = DECLARED["QINQING_API_RATE"]
SESSION_COOKIE_AGE = DECLARED["QINQING_IDLE_MINUTES"] * 60
SESSION_COOKIE_NAME = f"qinqing_{CUSTODY}"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"qinqing_{CUSTODY}_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "qinqing.web.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = DECLARED["QINQING_HTTPS"]
SECURE_HSTS_SECONDS = 31_536_000 if DECLARED["QINQING_HTTPS"] else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if DECLARED["QINQING_HTTPS"] else None

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# What is uploaded lies in this custody's own folder even while it is read.
FILE_UPLOAD_TEMP_DIR = FOLDER / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, exist_ok=True)

STATIC_URL = "/static/"
STATIC_ROOT = FOLDER / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FOLDER / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}, "nowhere": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "allauth": {"level": "WARNING"},
        # What it says may hold a channel's password or a reader's address: deliveries tell what went wrong.
        "apprise": {"handlers": ["nowhere"], "propagate": False},
    },
}
