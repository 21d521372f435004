"""Files kept by their content: the same bytes are stored once, named by their SHA-256."""

from thongsuot.platform.files.domain import FileRefused
from thongsuot.platform.files.store import open_file, put

__all__ = ["FileRefused", "open_file", "put"]
