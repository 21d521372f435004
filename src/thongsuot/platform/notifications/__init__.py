"""Tells people what concerns them: at once in the product, by e-mail at decent hours. Start at ``notify``."""

from thongsuot.platform.notifications.kinds import declare_kind
from thongsuot.platform.notifications.sending import Note, notify

__all__ = ["Note", "declare_kind", "notify"]
