"""Property tests judge results, not the speed of a shared machine."""

from hypothesis import settings

settings.register_profile("thongsuot", deadline=None, max_examples=100)
settings.load_profile("thongsuot")
