"""Effects that follow a change: written with it, delivered after it, retried until done, applied once.

``send`` puts a message in the sender's transaction; ``subscribe`` makes an event send one by itself.
"""

from thongsuot.platform.outbox.handlers import Delivery, handler, subscribe
from thongsuot.platform.outbox.store import publish_events, send

__all__ = ["Delivery", "handler", "publish_events", "send", "subscribe"]
