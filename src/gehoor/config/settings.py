"""Django's settings. Everything an administrator may choose comes from the environment (`environment.py`)."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import environment

ENVIRONMENT = environment.read()
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy reads it at its first import; it would wait in a loop on each core
SOURCE = Path(__file__).resolve().parent.parent

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
PUBLIC_URL = ENVIRONMENT.public_url
GEHOOR_MODEL_URL, GEHOOR_MODEL, GEHOOR_MODEL_KEY = ENVIRONMENT.model_url, ENVIRONMENT.model, ENVIRONMENT.model_key
ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
IS_SECURE = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_ENGINE = "gehoor.core.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_SECURE else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if IS_SECURE else 0
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a cookie would show names to the browser
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the sandboxed frame of HTML mail is our own page

# Vectors that tell what a text means (`knowledge/retrieval/embedding.py`)
GEHOOR_EMBEDDINGS = ENVIRONMENT.embeddings
GEHOOR_EMBEDDINGS_MODEL = ENVIRONMENT.embeddings_model
GEHOOR_EMBEDDINGS_KEY = ENVIRONMENT.embeddings_key

INSTALLED_APPS = [
    "gehoor.core.apps.CoreConfig",
    "gehoor.staff.apps.StaffConfig",
    "gehoor.people.apps.PeopleConfig",
    "gehoor.trust.apps.TrustConfig",
    "gehoor.targets.apps.TargetsConfig",
    "gehoor.knowledge.apps.KnowledgeConfig",
    "gehoor.conversations.apps.ConversationsConfig",
    "gehoor.search.apps.SearchConfig",
    "gehoor.assistant.apps.AssistantConfig",
    "gehoor.queues.apps.QueuesConfig",
    "gehoor.lines.apps.LinesConfig",
    "gehoor.postroom.apps.PostroomConfig",
    "gehoor.promises.apps.PromisesConfig",
    "gehoor.complaints.apps.ComplaintsConfig",
    "gehoor.appointments.apps.AppointmentsConfig",
    "gehoor.planning.apps.PlanningConfig",
    "gehoor.callbacks.apps.CallbacksConfig",
    "gehoor.channels.email",
    "gehoor.channels.phone",
    "gehoor.channels.counter",
    "gehoor.channels.letter",
    "gehoor.channels.webform",
    "gehoor.channels.earlier",
    "gehoor.channels.chat",
    "gehoor.channels.assistant",
    "gehoor.portal",
    "gehoor.public.apps.PublicConfig",
    "gehoor.desk.apps.DeskConfig",
    "gehoor.administration.apps.AdministrationConfig",
    "gehoor.moving.apps.MovingConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "gehoor.core.errors.RefuseUnread",  # in the reader's language, and before anything asks for the form
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "gehoor.core.errors.RefuseNull",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gehoor.staff.own_password.Required",
    "gehoor.staff.two_factor.Required",
    "axes.middleware.AxesMiddleware",
]

CSRF_FAILURE_VIEW = "gehoor.core.errors.csrf_failure"
ROOT_URLCONF = "gehoor.config.urls"
WSGI_APPLICATION = "gehoor.config.wsgi.application"
ASGI_APPLICATION = "gehoor.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gehoor.core.preferences.appearance",
                "gehoor.core.organisation.house",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": environment.database_settings(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files live in the database
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

AUTH_USER_MODEL = "staff.Employee"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesBackend", "gehoor.staff.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "gehoor.staff.accounts.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_FORMS = {"login": "gehoor.staff.forms.LoginForm", "change_password": "gehoor.staff.forms.ChangePasswordForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# axes counts wrong passwords, in the database and so over all processes; this one is left to stop guessing of codes.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/15m/key", "login": "300/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Gehoor"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"  # allauth's name for it
AXES_USERNAME_CALLABLE = "gehoor.staff.throttling.username"
AXES_LOCKOUT_CALLABLE = "gehoor.staff.throttling.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["password"]
AXES_VERBOSE = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# The largest mail that is read (25 MB of attachments is 34 MB in base64); beyond it the original is kept unread.
MAIL_READ_LIMIT = 40 * 1024 * 1024
# The largest mail that is kept at all; beyond it the sender's server is told at once.
MAIL_KEEP_LIMIT = 150 * 1024 * 1024
# The largest scan that is read, and the largest that is taken from the watched folder at all.
LETTER_READ_LIMIT = 100 * 1024 * 1024
LETTER_KEEP_LIMIT = 150 * 1024 * 1024
# Seconds in which a sent answer can be taken back; 0 sends at once.
UNDO_SECONDS = ENVIRONMENT.undo_seconds
OUTGOING_FOLDER = ENVIRONMENT.home / "outgoing-mail"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "gehoor.core.logs.QuietFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "gehoor": {"level": "INFO"},
        "procrastinate": {"level": "WARNING"},
        "psycopg.pool": {"level": "ERROR"},  # the supervisor tells once that the database is away
        "axes": {"level": "ERROR"},  # names who tried to log in; the table of attempts has that
    },
}
