"""What the settings read from outside: environment variables, the folder ``var`` and the secret key in it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]


def flag(name: str) -> bool:
    """Read a yes/no variable: 1, true, yes, on (any case) are yes."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """Read a variable holding words parted by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def var_folder() -> Path:
    """Return the folder of all that is made on this machine: ``THONGSUOT_VAR``, else ``var/`` of the checkout."""
    return Path(os.environ.get("THONGSUOT_VAR") or ROOT / "var").absolute()


def secret_key(var: Path, variable: str = "THONGSUOT_SECRET_KEY", name: str = "secret-key") -> str:
    """Return what ``variable`` holds, else the key kept in ``var``, made on first use and readable by us alone."""
    given = os.environ.get(variable)
    if given:
        return given
    path = var / name
    try:
        var.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(48))
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Không đọc hoặc ghi được khóa bí mật {path} ({error.strerror}). Hãy kiểm tra chủ sở hữu và dung lượng của "
            f"thư mục {var}, hoặc đặt THONGSUOT_VAR tới thư mục ghi được."
        ) from error


def _write_once(path: Path, text: str) -> None:
    """Put ``text`` at ``path`` whole or not at all; where several processes or threads race, the first wins."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")  # threads share a process number
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as stream:
            stream.write(text)
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)


def database(url: str) -> dict[str, Any]:
    """Return Django's settings of the database at ``postgresql://user:password@host:port/name?sslmode=…``.

    An empty ``url`` means the private cluster in ``var``.  A socket folder is given as ``?host=/folder``.
    """
    shared = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if not url:
        return {"ENGINE": "thongsuot.platform.postgres", "NAME": "thongsuot", **shared}
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            "DATABASE_URL phải có dạng postgresql://người_dùng:mật_khẩu@máy_chủ:5432/tên_cơ_sở_dữ_liệu "
            f"(đang có lược đồ «{parts.scheme}», tên cơ sở dữ liệu «{name}»)."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        **shared,
    }


def mail(url: str, var: Path) -> dict[str, Any]:
    """Return Django's e-mail settings for ``smtp://user:password@host:port`` or ``smtps://…``.

    Without a server letters are written as files under ``var/thu``: nothing leaves the machine unasked.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": var / "thu"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("THONGSUOT_SMTP phải có dạng smtp://người_dùng:mật_khẩu@máy_chủ:587.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 20,
    }


def gateway(given: str, secret: str, *, demo: bool) -> tuple[str, str]:
    """Return how fees are paid online, ``off``, ``simulator`` or the bank's address, and the secret shared with it."""
    chosen = given.strip() or ("simulator" if demo else "off")
    if chosen in {"off", "simulator"}:
        return chosen, ""
    if urlsplit(chosen).scheme != "https" or not urlsplit(chosen).hostname or len(secret) < 32:
        raise ImproperlyConfigured(
            "THONGSUOT_GATEWAY phải là off, simulator, hoặc https://…; khi là địa chỉ ngân hàng thì "
            "THONGSUOT_GATEWAY_SECRET phải có khóa dài ít nhất 32 ký tự."
        )
    return chosen, secret


def text_messages(given: str, *, demo: bool) -> str:
    """Return how text messages leave: ``off``, ``simulator`` (the demonstration's default), or a gateway's address."""
    chosen = given.strip() or ("simulator" if demo else "off")
    if chosen in {"off", "simulator"} or (urlsplit(chosen).scheme in {"http", "https"} and urlsplit(chosen).hostname):
        return chosen
    raise ImproperlyConfigured("THONGSUOT_SMS phải là off, simulator, hoặc địa chỉ cổng nhắn tin https://….")


def seal(file: str, password_file: str, time_url: str) -> dict[str, str] | None:
    """Return where the agency's signing key is (PKCS#12), its password and its time-stamp authority; ``None`` without.

    The password comes from a file: what stands in the environment is seen by every process of the user.
    """
    if not file:
        return None
    try:
        password = Path(password_file).read_text().strip() if password_file else ""
    except OSError as error:
        raise ImproperlyConfigured(
            f"Không đọc được tệp mật khẩu {password_file} ({error.strerror}). "
            "Hãy kiểm tra THONGSUOT_SEAL_PASSWORD_FILE."
        ) from error
    if not Path(file).is_file():
        raise ImproperlyConfigured(f"Không thấy tệp khóa ký số {file}. Hãy kiểm tra THONGSUOT_SEAL.")
    return {"file": file, "password": password, "time_url": time_url}
