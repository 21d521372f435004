"""Reasons to choose from (``rules/serving/reasons.yaml``, sample)."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _

from thongsuot.kernel.rules import load_yaml
from thongsuot.platform.actions import ActionError

OTHER = "other"


@cache
def reasons(list_name: str) -> dict[str, str]:
    """Key → words; ``list_name``: refuse, stop, withdraw, extend."""
    return {str(key): str(words) for key, words in load_yaml("serving/reasons")[list_name].items()}


def known(list_name: str, key: str) -> None:
    if key not in reasons(list_name):
        raise ActionError(_("Hãy chọn một lý do trong danh sách."), "reason")


def reason_words(list_name: str, key: str, words: str) -> str:
    """The whole sentence for papers and messages: the chosen reason, then what the officer added."""
    said = words.strip()
    if key == OTHER:
        return said
    return f"{reasons(list_name)[key]}. {said}".strip() if said else reasons(list_name)[key]
