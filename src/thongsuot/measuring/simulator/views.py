"""«Việc gì nâng hạng nhiều nhất?»: public, since it rests on nothing but published results; adopting is not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from thongsuot.measuring.publishing.queries import publication_for
from thongsuot.measuring.publishing.views.asked import Asked, asked
from thongsuot.measuring.simulator.asked import Wish, wish_of
from thongsuot.measuring.simulator.domain.levers import Lever
from thongsuot.measuring.simulator.queries import national_changes, years_until
from thongsuot.measuring.simulator.study import Study, study
from thongsuot.registry.acting import say
from thongsuot.steering.facade import WeakNode, adopt_targets, may_adopt_targets

NATIONAL = "par-index"  # where a round has no past of its own, its units are taken to move as provinces did there


@require_GET
def simulation(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    found, wish = asked(request, key), wish_of(request)
    made = _study(found, unit, wish)
    context: dict[str, Any] = found.context() | {
        "unit": found.unit(unit),
        "study": made,
        "wish": wish,
        "source": reverse("round-result-unit", args=[key, unit]),
        "years": [made.left.today.year + more for more in range(2)] if made else [],
        "leaves": [one for one in found.result.leaf_nodes if one.maximum],
        "may_adopt": may_adopt_targets(found.actor, found.publication.round.home.path),
    }
    return render(request, "measuring/simulator/simulation.html", context)


def _study(found: Asked, unit_key: str, wish: Wish) -> Study | None:
    """``None`` for a unit without a percent or without anybody to be ranked against."""
    unit = found.unit(unit_key)
    rivals = [one for one in found.result.units if one.peer_group == unit.peer_group and one.percent is not None]
    if unit.percent is None or len(rivals) < 2:
        return None
    years = years_until(found.actor, found.publication, found.result)
    return study(found.result, unit, years, national_changes(NATIONAL), wish, timezone.localdate())


@login_required
@require_POST
def adopt(request: HttpRequest, key: str, unit: str) -> HttpResponse:
    """The chosen levers become draft limits of the year they are meant for, each with its target."""
    found, wish = asked(request, key), wish_of(request)
    publication = publication_for(found.actor, key)
    made = _study(found, unit, wish)
    if made is None:
        raise Http404(_("Đơn vị này chưa mô phỏng được."))
    back = reverse("simulation", args=[key, unit])
    if not made.chosen:
        messages.warning(request, _("Hãy chọn ít nhất một việc trong bảng trước."))
        return redirect(back)
    written: list[int] = []

    def act() -> None:
        written.extend(
            adopt_targets(
                found.actor,
                home_id=publication.round.home_id,
                year=made.left.year,
                round_name=_("Mô phỏng từ «%(title)s»") % {"title": found.result.title},
                nodes=[_target(found, made, one) for one in made.chosen],
                is_sample=found.result.is_sample,
            )
        )

    done = _("Đã đưa các việc đã chọn vào danh sách khắc phục; việc nào đã có từ trước thì giữ nguyên.")
    if say(request, act, done) and written:
        said = ngettext("%(many)d hạn chế mới, chờ nhận.", "%(many)d hạn chế mới, chờ nhận.", len(written))
        messages.info(request, said % {"many": len(written)})
    return redirect(f"{back}?{request.POST.urlencode()}" if not written else reverse("remedies"))


def _target(found: Asked, made: Study, lever: Lever) -> WeakNode:
    node = found.result.criteria.by_code[lever.code]
    leaf = made.unit.leaves[lever.code]
    words = {"name": node.name, "year": made.left.year, "words": lever.words}
    return WeakNode(
        key=f"{found.result.round_key[-40:]}/{lever.code}/{made.left.year}/{lever.reach.value}",
        name=_("Mục tiêu %(year)d, %(name)s (%(words)s)") % words,
        unit_id=made.unit.id,
        score=leaf.final or lever.points - lever.gain,
        maximum=node.maximum or lever.points,
        field=node.field,
    )
