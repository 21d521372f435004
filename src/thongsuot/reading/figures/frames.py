"""One statement in the making: a value with the slots that other numbers of its clause may fill."""

from __future__ import annotations

from dataclasses import dataclass, field

from thongsuot.reading.figures.items import Item


@dataclass(slots=True)
class Frame:
    """One statement in the making. ``main`` gives its value; the rest are slots that other items fill."""

    first: int
    last: int
    main: Item | None = None
    parts: Item | None = None
    rank: Item | None = None
    region: Item | None = None
    rank_from: Item | None = None  # «từ vị trí thứ 8 lên thứ 3»
    came_from: Item | None = None  # «từ 15 ngày xuống còn 10 ngày»
    rank_change: Item | None = None
    change: Item | None = None
    change_equal: Item | None = None
    equal: Item | None = None
    target: Item | None = None
    surplus: Item | None = None
    grade: Item | None = None
    part_of: Item | None = None  # the count whose share this rate is
    items: list[Item] = field(default_factory=list)
    subjects: list[int] = field(default_factory=list)
    period_at: int | None = None  # token of the period a list in turn gives this statement

    def take(self, item: Item) -> None:
        self.items.append(item)
        self.first, self.last = min(self.first, item.first), max(self.last, item.last)

    @property
    def lead(self) -> Item:
        return self.main or self.items[0]
