"""Settings of the test run: a throw-away cluster, cheap password hashes, no manifest of static files."""

from __future__ import annotations

import os

from thongsuot.config.settings import *  # noqa: F403 - Django's way to derive one settings module from another
from thongsuot.config.settings import DATABASES, MIDDLEWARE

TESTING = True
DEMO = True
SMS = "simulator"
GATEWAY = "simulator"
# One database a run, so that two runs may share a server; xdist's workers are children of the run they belong to.
RUN = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
DATABASES["default"]["TEST"] = {"NAME": f"test_thongsuot_{RUN}"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files come from the apps' own folders here; nothing is collected that WhiteNoise could serve.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
