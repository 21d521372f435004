"""Django settings. Everything that differs between machines comes from the environment (docs/operations.md)."""

from __future__ import annotations

import os
import sys

from thongsuot.config import environment, logs

ROOT = environment.ROOT
VAR = environment.var_folder()
DEBUG = environment.flag("THONGSUOT_DEBUG")
DEMO = environment.flag("THONGSUOT_DEMO")
HTTPS = environment.flag("THONGSUOT_HTTPS")
TESTING = False
SECRET_KEY = environment.secret_key(VAR)
# Seals what identifies citizens (platform/private). Kept apart from SECRET_KEY: that one may be changed any day.
DATA_KEY = environment.secret_key(VAR, "THONGSUOT_DATA_KEY", "data-key")
ALLOWED_HOSTS = environment.words("THONGSUOT_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "thongsuot.platform",
    "thongsuot.registry",
    "thongsuot.steering",
    "thongsuot.measuring",
    "thongsuot.serving",
    "thongsuot.reporting",
    "thongsuot.exchange",
    "thongsuot.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "thongsuot.platform.middleware.RequestNumber",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "thongsuot.config.security.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "thongsuot.web.middleware.ConflictPages",
]
ROOT_URLCONF = "thongsuot.config.urls"
WSGI_APPLICATION = "thongsuot.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "thongsuot.web.widgets.Renderer"

DATABASES = {"default": environment.database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

AUTH_USER_MODEL = "registry.Account"
AUTHENTICATION_BACKENDS = ["thongsuot.config.signin.AccountBackend"]
# Printed at the start of a demonstration and shared by its sample accounts, which outside of it cannot sign in.
DEMO_PASSWORD = "thong-suot-dung-thu"  # noqa: S105
LOGIN_URL = "/dang-nhap"
LOGIN_REDIRECT_URL = "/lam-viec"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A pasted document of a few hundred pages is still below this; files are streamed and not counted here.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "thongsuot.web.errors.csrf_failure"
SESSION_ENGINE = "thongsuot.platform.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SITE_URL = os.environ.get("THONGSUOT_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
globals().update(environment.mail(os.environ.get("THONGSUOT_SMTP", ""), VAR))
SMS = environment.text_messages(os.environ.get("THONGSUOT_SMS", ""), demo=DEMO)
# How fees are paid online: «off», «simulator» (the demonstration's bank), or the bank's https address and its secret.
GATEWAY, GATEWAY_SECRET = environment.gateway(
    os.environ.get("THONGSUOT_GATEWAY", ""), os.environ.get("THONGSUOT_GATEWAY_SECRET", ""), demo=DEMO
)
SEAL = environment.seal(
    os.environ.get("THONGSUOT_SEAL", ""),
    os.environ.get("THONGSUOT_SEAL_PASSWORD_FILE", ""),
    os.environ.get("THONGSUOT_TIMESTAMP", ""),
)
SMS_TOKEN = os.environ.get("THONGSUOT_SMS_TOKEN", "")

LOGGING = logs.configure(
    json=os.environ.get("THONGSUOT_LOG") == "json",
    level=os.environ.get("THONGSUOT_LOG_LEVEL", "INFO" if "gunicorn" in sys.argv[0] else "WARNING").upper(),
)
