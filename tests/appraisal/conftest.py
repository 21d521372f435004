"""The small measuring world for a browser: a desk with two signed sheets."""

from thongsuot.measuring.appraisal.tests.conftest import desk
from thongsuot.measuring.conftest import account, criteria, document, scene, small

__all__ = ["account", "criteria", "desk", "document", "scene", "small"]
