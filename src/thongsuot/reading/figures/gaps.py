"""What stands between a statement and the next number, and whether it parts them."""

from __future__ import annotations

from collections.abc import Sequence

from thongsuot.reading.figures.tokens import Kind, OrgKind, Token

_MEASURES = frozenset({"tỷ lệ", "tỉ lệ", "chỉ số", "trung bình", "bình quân", "mức độ", "điểm số"})


class Gap:
    """What stands between a statement and the next item."""

    def __init__(self, tokens: Sequence[Token], start: int, end: int) -> None:
        self.tokens = tokens[start:end]
        self.hard = any(token.boundary for token in self.tokens)
        self.bracketed = any(token.kind is Kind.OPEN for token in self.tokens) and self._open_at_end()
        self.orgs = [
            token for token in self.tokens if token.org and token.org.kind not in (OrgKind.REGION, OrgKind.NATION)
        ]
        comma = max((i for i, token in enumerate(self.tokens) if token.kind is Kind.COMMA), default=-1)
        last = self.tokens[comma + 1 :]
        self.measured = any(token.kind is Kind.INDEX or token.low in _MEASURES for token in last)
        self.owned = self.bracketed and _owner(self.tokens)
        self.comparing = any(token.cue == "compare" for token in self.tokens)
        self.tail = self._tail()

    def _open_at_end(self) -> bool:
        depth = 0
        for token in self.tokens:
            depth += {Kind.OPEN: 1, Kind.CLOSE: -1}.get(token.kind, 0)
        return depth > 0

    def _tail(self) -> list[Token]:
        """Tokens after the last comma outside a comparison, which ends with its clause."""
        tail: list[Token] = []
        comparing = False
        for token in self.tokens:
            if token.kind in (Kind.COMMA, Kind.CLOSE):
                tail, comparing = [], False
            elif token.cue == "compare":
                comparing = True
            elif token.cue in ("link", "rank") or token.low in {"và", "nhưng", "đồng thời"}:
                comparing = False
            if not comparing:
                tail.append(token)
        return tail

    @property
    def words(self) -> int:
        return sum(token.kind is Kind.WORD for token in self.tail)

    @property
    def names(self) -> bool:
        return any(token.kind is Kind.INDEX or token in self.orgs for token in self.tail)


def _owner(tokens: Sequence[Token]) -> bool:
    """The open bracket at the end follows an organisation: «tăng cao nhất là Bộ X (+5,83%)»."""
    at = max(index for index, token in enumerate(tokens) if token.kind is Kind.OPEN)
    org = tokens[at - 1].org if at > 0 else None
    return org is not None and org.kind is not OrgKind.SELF


def presents(gap: Gap) -> bool:
    """«đứng thứ hai là X, đạt …», «á quân X đạt …»: the organisation stands after the rank."""
    if gap.tokens and gap.tokens[0].org is not None:
        return True
    return any(
        token.low == "là" and gap.tokens[i + 1 : i + 2] and gap.tokens[i + 1] in gap.orgs
        for i, token in enumerate(gap.tokens)
    )


def adjacent(gap: Gap) -> bool:
    return len(gap.tokens) <= 3


def has_comma(tokens: Sequence[Token]) -> bool:
    return any(token.kind is Kind.COMMA for token in tokens)
