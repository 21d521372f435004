"""``thongsuot manage …``."""
