"""Who may do what in reporting. Scope: the branch a source of dossiers was entered for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thongsuot.registry.accounts.roles import Role, extend


class Reporting:
    """Codenames; labels below."""

    FEED_RUN = "reporting.feed.run"


LABELS = {Reporting.FEED_RUN: _("nhập hồ sơ của hệ thống khác")}
GRANTS: dict[Role, set[str]] = {
    Role.HOME_AFFAIRS: {Reporting.FEED_RUN},
    Role.MINISTRY: {Reporting.FEED_RUN},
}


def declare_permissions() -> None:
    """Join the one table of roles; called once when the app is ready."""
    extend(GRANTS, LABELS)
