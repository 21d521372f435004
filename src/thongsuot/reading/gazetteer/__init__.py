"""Names the reader knows: places, bodies, regions, indices and the words that counts count. Data: ``rules/gazetteer``."""

from thongsuot.reading.gazetteer.loading import (
    UnitWords,
    central_bodies,
    cities,
    departments,
    index_words,
    local_words,
    ministries,
    nation_words,
    provinces,
    regions,
    unit_words,
)

__all__ = [
    "UnitWords",
    "central_bodies",
    "cities",
    "departments",
    "index_words",
    "local_words",
    "ministries",
    "nation_words",
    "provinces",
    "regions",
    "unit_words",
]
