"""Settings of the test run: a throw-away cluster, cheap password hashes, no manifest of static files."""

from __future__ import annotations

from thongsuot.config.settings import *  # noqa: F403 - Django's way to derive one settings module from another
from thongsuot.config.settings import MIDDLEWARE

TESTING = True
DEMO = True
SMS = "simulator"
GATEWAY = "simulator"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files come from the apps' own folders here; nothing is collected that WhiteNoise could serve.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
