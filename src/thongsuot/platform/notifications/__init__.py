"""Tells people what concerns them: at once in the product, by e-mail and text message at decent hours.

Start at ``notify``; ``before_digest`` for what must stand in the letter of 07:30.
"""

from thongsuot.platform.notifications.kinds import declare_kind
from thongsuot.platform.notifications.morning import before_digest
from thongsuot.platform.notifications.sending import Note, notify, notify_many

__all__ = ["Note", "before_digest", "declare_kind", "notify", "notify_many"]
