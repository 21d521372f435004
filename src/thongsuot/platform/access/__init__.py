"""Who may do and see what. Start at ``permissions`` (the catalogue), ``actors`` and ``queries``."""

from thongsuot.platform.access.actors import ANONYMOUS, SYSTEM, Actor

__all__ = ["ANONYMOUS", "SYSTEM", "Actor"]
