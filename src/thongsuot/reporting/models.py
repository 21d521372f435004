"""All rows of reporting, gathered for Django; each subject's own ``models.py`` is the place to read them."""

from thongsuot.reporting.feed.models import (
    FeedCode,
    FeedEvent,
    FeedFault,
    FeedFile,
    FeedQueue,
    FeedSource,
    FeedTwin,
)

__all__ = ["FeedCode", "FeedEvent", "FeedFault", "FeedFile", "FeedQueue", "FeedSource", "FeedTwin"]
