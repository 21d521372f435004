"""Who may sign in, and in which role over which branch of the unit tree."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.accounts.roles import Role


class AccountManager(BaseUserManager["Account"]):
    def create_account(self, username: str, password: str | None, display_name: str) -> Account:
        account = self.model(username=username, display_name=display_name)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    username = models.CharField(_("tên đăng nhập"), max_length=80, unique=True)
    display_name = models.CharField(_("họ và tên"), max_length=120)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("số điện thoại công vụ"), max_length=20, blank=True)  # for urgent text messages alone
    person = models.ForeignKey(
        "registry.Person", verbose_name=_("cán bộ"), null=True, blank=True, on_delete=models.SET_NULL
    )
    is_active = models.BooleanField(_("đang dùng"), default=True)
    is_sample = models.BooleanField(_("tài khoản minh họa"), default=False)
    created_at = models.DateTimeField(_("tạo lúc"), auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")

    def __str__(self) -> str:
        return self.display_name

    @property
    def position_name(self) -> str:
        grant = next(iter(self.current_grants), None)
        return str(Role(grant.role).label) if grant else ""

    @property
    def current_grants(self) -> list[RoleGrant]:
        """The grants in force today; read once for the life of this object (one request)."""
        cached: list[RoleGrant] | None = getattr(self, "_current_grants", None)
        if cached is None:
            from thongsuot.registry.accounts.queries import grants_in_force

            cached = grants_in_force(self)
            self._current_grants = cached
        return cached

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        """Whether some role in force gives ``permission`` over the branch that holds ``unit_path``."""
        from thongsuot.registry.accounts.domain import allows

        return self.is_active and allows(
            [(Role(grant.role), grant.unit.path if grant.unit else None) for grant in self.current_grants],
            permission,
            unit_path,
        )


class RoleGrant(models.Model):
    """A role over a branch; ending it ends every right derived from it."""

    account = models.ForeignKey(Account, verbose_name=_("tài khoản"), on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("vai trò"), max_length=24, choices=Role.choices)
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("trong phạm vi"), null=True, blank=True, on_delete=models.PROTECT
    )
    field = models.CharField(_("lĩnh vực"), max_length=160, blank=True)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("giao vai trò")
        verbose_name_plural = _("giao vai trò")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "role", "unit", "field", "valid_from"], name="role_grant_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id}:{self.role}"
