"""Every change to a notice of conclusion."""

from thongsuot.steering.notices.actions.drafting import DraftFromDocument, DraftNotice, TakeOffers
from thongsuot.steering.notices.actions.inputs import FromDocument, NewNotice, NoticeKey, Offers

__all__ = ["DraftFromDocument", "DraftNotice", "FromDocument", "NewNotice", "NoticeKey", "Offers", "TakeOffers"]
