"""The table in its order by a group, a province with a note of its own, the calculator."""

from __future__ import annotations


def addresses() -> dict[str, list[str]]:
    return {
        "": [
            *("/chi-so-766", "/chi-so-766?xep=MDSH", "/chi-so-766?hang=12&tren=63&tang=55"),
            *("/chi-so-766/H55", "/chi-so-766/H52", "/chi-so-766/tinh-diem"),
        ]
    }
