"""All settings, from the environment. Each variable is described in .env.example.

Any variable may be given as NAME_FILE, the path of a file that holds the value.
"""

from pathlib import Path

import pghistory
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from csoregistry import embedded
from csoregistry.addresses import broker_url, database_config, storage_config
from csoregistry.environment import database_url, env
from csoregistry.identity import oidc_providers
from csoregistry.logging import logging_config
from csoregistry.secrets import kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(VAR_DIR / "secret-key")
# The machine itself always may: it asks /readyz under these names.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=[]), "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Where links in mails lead.
SITE_ADDRESS = next((origin for origin in CSRF_TRUSTED_ORIGINS if "*" not in origin), "http://localhost:8000")
# An https origin in CSRF_TRUSTED_ORIGINS is how a deployment says that it is reached over TLS.
HTTPS = any(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Whether every host below this one has TLS too, and whether browsers should know it beforehand, the ministry decides.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

INSTALLED_APPS = [
    "csoregistry",
    "imports",
    "reports",
    "forum",
    "indicators",
    "plans",
    "researchers",
    "organisations",
    "accounts",
    "places",
    "core",
    "pgtrigger",
    "pghistory",
    "import_export",
    "django_filters",
    "django_htmx",
    "template_partials",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csoregistry.logging.RequestLogMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Every view asks for a signed-in user unless it is marked with login_not_required.
    "accounts.middleware.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Who made a change, and through which address, is written beside each history row.
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "csoregistry.urls"
WSGI_APPLICATION = "csoregistry.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.site",
                "accounts.context_processors.session",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "core.templatetags.core",
                "core.templatetags.quick",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": {
        **database_config(database_url()),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="") or embedded.redis_url()

# Sessions, lock-outs and rate limits live in PostgreSQL, so the broker may die.
SESSION_ENGINE = "accounts.sessions"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}

# The row in PostgreSQL is the job; a message only rings for it (docs/adr/0005-the-row-is-the-job.md). So a task may be
# delivered twice, nothing waits for a result, and a worker takes one message at a time.
CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# How long a message may be held before it is taken for lost and delivered again.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 10, "socket_connect_timeout": 5}
# A page that rings for a job must answer even where the broker is down: the beat rings again.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.2}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = 2
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Bangkok"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    "ring-waiting-jobs": {"task": "core.tasks.ring_waiting_jobs", "schedule": 15.0, "options": {"expires": 15}},
    "tidy-listing": {"task": "organisations.tasks.tidy_listing", "schedule": 20.0, "options": {"expires": 20}},
    "find-new-duplicates": {
        "task": "organisations.duplicates.tasks.find_new_duplicates",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "purge-form-tokens": {"task": "core.tasks.purge_form_tokens", "schedule": 24 * 60 * 60.0},
    "clear-expired-sessions": {"task": "core.tasks.clear_expired_sessions", "schedule": 24 * 60 * 60.0},
    "tell-of-decisions": {"task": "organisations.tasks.tell_of_decisions", "schedule": 60 * 60.0},
    "raise-what-waits": {"task": "organisations.tasks.raise_what_waits", "schedule": 60 * 60.0},
    # In office hours; the first run of a day makes its reminders, the others find them made.
    "remind-of-confirmations": {
        "task": "organisations.tasks.remind_of_confirmations",
        "schedule": crontab(minute="7", hour="8-17"),
    },
    "remind-of-reports": {"task": "plans.tasks.remind_of_reports", "schedule": crontab(minute="22", hour="8-17")},
    "build-due-drafts": {"task": "reports.tasks.build_due_drafts", "schedule": 60 * 60.0},
    "tell-of-issued-reports-again": {"task": "reports.tasks.tell_again", "schedule": 60 * 60.0},
    "sweep-report-files": {"task": "reports.tasks.sweep_files", "schedule": crontab(minute="17", hour="3")},
    "purge-bulk-previews": {"task": "organisations.tasks.purge_bulk_previews", "schedule": 24 * 60 * 60.0},
    "purge-typed-answers": {"task": "organisations.tasks.purge_typed_answers", "schedule": 24 * 60 * 60.0},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.backends.NameBackend",
    "accounts.backends.MailBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can make an account, so a mail that offers one would only confuse
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by admins, who know the address
# By account, and widely by address: a provincial office shares one address and must not lock itself out.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,5/5m/key"}
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
# The government's identity provider vouches for e-mails, so it signs in the account with the same one.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = oidc_providers(env)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "CSO Registry"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_SAVE_EVERY_REQUEST = False
SESSION_WARNING = 10 * 60  # seconds before its end at which a page offers to stay signed in

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_AGE = 31_536_000
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Before collectstatic has run, files are served from where they lie.
WHITENOISE_USE_FINDERS = DEBUG or not (STATIC_ROOT / "staticfiles.json").exists()
STATICFILES_DIRS = [BASE_DIR / "static"]

STORAGES = {
    "default": storage_config(env.str("STORAGE_URL", default="") or str(VAR_DIR / "files")),
    "staticfiles": {"BACKEND": "csoregistry.staticfiles.Storage"},
}

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="csoregistry@localhost")

# Nothing from another host, nothing inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

CSRF_FAILURE_VIEW = "csoregistry.errors.csrf_failure"

LOGGING = logging_config(env.str("LOG_LEVEL", default="INFO"))

# History is written by triggers once per statement, so that bulk writes stay fast.
PGHISTORY_LEVEL = pghistory.Statement  # type: ignore[has-type]  # pgtrigger comes without types
PGHISTORY_APPEND_ONLY = True
# When it was written, not when its transaction began: two people who change one record one after the other may have
# begun the other way round.
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
# Indexes for what a record refers to would cost every write of history (core.history has the two that are read).
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)

# The main menu: what it says, the URL name (an entry without such a page is left out), and who sees it:
# "everyone", "signed-in", or a right of accounts.permissions.
NAVIGATION = [
    (_("Organisations"), "organisations:list", "everyone"),
    (_("Researchers"), "researchers:list", "everyone"),
    (_("Plans"), "plans:list", "everyone"),
    (_("Indicators"), "indicators:list", "everyone"),
    (_("Reports"), "reports:list", "view_reports"),
    (_("CSOs Forum"), "forum:list", "everyone"),
    (_("Import data"), "imports:list", "import_spreadsheets"),
    (_("Lists of values"), "taxonomies:list", "manage_taxonomies"),
    (_("Access to personal data"), "accounts:looks", "view_audit_trail"),
    (_("Open data"), "open_data", "everyone"),
]
# Triggers are installed after every migrate and so always fit the models; as operations of migrations they
# tripled the time of setting a database up.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = True
