"""The signature view (V16): a number opens to its formula, its inputs and the sentence it was read from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """``role`` says what this is to its parent («Tử số», «Công thức», «Câu nguồn»).

    A figure has ``value`` with ``url`` and ``claim``; a sentence has ``quote`` and where it stands (``place``,
    ``place_url``); a formula has ``formula``. ``note`` is a doubt or a remark in words.
    """

    role: str
    value: str = ""
    url: str = ""
    claim: str = ""
    formula: str = ""
    quote: str = ""
    place: str = ""
    place_url: str = ""
    note: str = ""
    children: tuple[Node, ...] = ()
