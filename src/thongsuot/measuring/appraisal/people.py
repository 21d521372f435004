"""Who may judge what (§2.4): the assigned appraiser or whoever runs the round, never somebody of the unit itself."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import refuse_own
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.queries import belongs_to


def require_judge(actor: Actor, participant: Participant) -> None:
    """Raises ``AccessDenied``, saying who may instead."""
    home = participant.round.home.path
    require(actor, Measuring.SCORE_APPRAISE, home)
    refuse_own(actor, participant)
    if participant.appraiser_id not in (None, actor.id) and not actor.can(Measuring.ROUND_MANAGE, home):
        message = _("%(unit)s đã giao cho %(who)s thẩm định.")
        names = {"unit": participant.unit.name, "who": participant.appraiser.display_name}  # type: ignore[union-attr]
        raise AccessDenied(message % names)


def may_judge(actor: Actor, participant: Participant) -> bool:
    try:
        require_judge(actor, participant)
    except AccessDenied:
        return False
    return True


def refuse_second(actor: Actor, score: NodeScore) -> None:
    """Two independent eyes: whoever gives the second opinion on a score never gives the first."""
    if actor.id is not None and score.second_review_of == actor.id:  # type: ignore[attr-defined]
        message = _("Bạn thẩm định độc lập lần hai tiêu chí %(code)s nên không thẩm định lần đầu.")
        raise AccessDenied(message % {"code": score.code})


def is_fit(account: Account, row: Round, unit_path: str) -> bool:
    """Whether the account could appraise the unit at all: the right over the home, and not of the unit."""
    return account.can(Measuring.SCORE_APPRAISE, row.home.path) and not belongs_to(account, unit_path)
