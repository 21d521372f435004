"""The door to the workspace. In a demonstration it shows which sample accounts there are and their shared password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView

from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.ratelimit.signing import LimitedSignIn
from thongsuot.web.signing.forms import SignInForm
from thongsuot.web.signing.queries import sample_accounts


class SignIn(LimitedSignIn, LoginView):
    form_class = SignInForm
    template_name = "web/pages/sign_in.html"
    redirect_authenticated_user = True

    def get_initial(self) -> dict[str, Any]:
        return {"username": self.request.GET.get("tai-khoan", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO:
            context |= {"accounts": sample_accounts(ANONYMOUS), "demo_password": settings.DEMO_PASSWORD}
        return context


class SignOut(LogoutView):
    next_page = "home"
