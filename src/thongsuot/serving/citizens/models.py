"""What an identity provider told us of a person, and the codes by which a sign-in is proved."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.platform.private.fields import SealedTextField


class CitizenRecord(models.Model):
    """One person who has proved who he is. ``id_print``: fingerprint("citizen", number), as on ``DossierPerson``.

    Everything but the name is sealed; ``provider`` vouches for it as of ``verified_at``.
    """

    id_print = models.CharField(_("dấu số định danh"), max_length=64, unique=True)
    name = models.CharField(_("họ và tên"), max_length=200)
    id_number = SealedTextField(_("số định danh"))
    phone = SealedTextField(_("điện thoại"), blank=True, default=b"")
    address = SealedTextField(_("nơi cư trú"), blank=True, default=b"")
    birth_date = SealedTextField(_("ngày sinh"), blank=True, default=b"")
    provider = models.CharField(_("nơi xác thực"), max_length=20)
    verified_at = models.DateTimeField(_("xác thực lúc"))

    class Meta:
        verbose_name = _("công dân đã định danh")
        verbose_name_plural = _("công dân đã định danh")

    def __str__(self) -> str:
        return self.name


class SignInCode(models.Model):
    """A one-time code on its way to a telephone. The code itself is kept as a fingerprint only."""

    token = models.CharField(_("phiên xin mã"), max_length=64, unique=True)
    id_print = models.CharField(_("dấu số định danh"), max_length=64)
    code_print = models.CharField(_("dấu mã"), max_length=64)
    made_at = models.DateTimeField(_("cấp lúc"))
    tries = models.PositiveSmallIntegerField(_("số lần nhập"), default=0)
    used_at = models.DateTimeField(_("dùng lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("mã đăng nhập một lần")
        verbose_name_plural = _("mã đăng nhập một lần")
        indexes = [models.Index(fields=["made_at"], name="sign_in_code_made")]

    def __str__(self) -> str:
        return self.token[:8]
