"""One box over everything: ``index`` and ``remove`` keep the entries, ``queries.search`` finds them."""

from thongsuot.platform.search.domain import Entry
from thongsuot.platform.search.index import index, remove
from thongsuot.platform.search.kinds import declare_kind

__all__ = ["Entry", "declare_kind", "index", "remove"]
