"""Names the reader knows: places, bodies, regions, indices, units of counting. Data: ``rules/gazetteer``."""

from thongsuot.reading.gazetteer.loading import (
    UnitWords,
    central_bodies,
    cities,
    cue_phrases,
    departments,
    index_words,
    local_words,
    ministries,
    nation_words,
    provinces,
    regions,
    unit_words,
    vague_words,
    wanted_words,
)

__all__ = [
    "UnitWords",
    "central_bodies",
    "cities",
    "cue_phrases",
    "departments",
    "index_words",
    "local_words",
    "ministries",
    "nation_words",
    "provinces",
    "regions",
    "unit_words",
    "vague_words",
    "wanted_words",
]
