"""Entry point of the web server (gunicorn ``thongsuot.config.wsgi:application``)."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.config.settings")
application = get_wsgi_application()


def _settle() -> None:
    """All that lives as long as the process is made now and set aside.

    Under ``--preload`` the workers share its memory; and no collection walks through half a million objects that will
    never go, in the middle of somebody's page.
    """
    get_resolver()._populate()  # imports every view; Django has no public name for it
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


_settle()
