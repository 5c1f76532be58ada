"""The second factor: a code of the moment (TOTP, RFC 6238) from an authenticator, and recovery codes. By django-otp."""

from __future__ import annotations

import secrets
from base64 import b32encode
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django_otp import user_has_device, verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from errors.models import User

RECOVERY_CODES = 8


def has(user: User) -> bool:
    """Whether a second factor is set up. Asked several times a page: the answer is kept with the account's object."""
    known = user.__dict__.get("has_second_factor")
    if known is None:
        known = user.__dict__["has_second_factor"] = bool(user_has_device(user))
    return bool(known)


def _forget(user: User) -> None:
    user.__dict__.pop("has_second_factor", None)


def is_required(user: User) -> bool:
    """Whether this person must have a second factor: administrators, where the setting asks for it."""
    return bool(settings.REQUIRE_SECOND_FACTOR) and user.has_perm("errors.override_review")


def is_missing(request: HttpRequest) -> bool:
    """Whether the signed-in person must set a second factor up before anything else."""
    user = request.user
    return isinstance(user, User) and is_required(user) and not has(user)


def is_verified(request: HttpRequest) -> bool:
    """Whether the session may be used: it gave the code, or the account has none."""
    user: Any = request.user
    return bool(user.is_verified()) or not has(user)


def verify(user: User, code: str) -> Any:
    """The device that accepts the code, else None. Each code is accepted once; failures are slowed down."""
    code = code.replace(" ", "").lower()
    if not code:  # none was given: that is no failure to slow the next one down for
        return None
    model: Any = TOTPDevice
    if not code.isdecimal():
        model, code = StaticDevice, _kept(code)
    for device in model.objects.devices_for_user(user, confirmed=True):
        accepted = verify_token(user, device.persistent_id, code)
        if accepted:
            return accepted
    return None


def begin(user: User) -> TOTPDevice:
    """A new key that counts only once a code of it was shown."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    device: TOTPDevice = TOTPDevice.objects.create(user=user, name="Authenticator", confirmed=False)
    return device


def unconfirmed(user: User) -> TOTPDevice | None:
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device


def secret_of(device: TOTPDevice) -> str:
    """The key as people type it into an authenticator: groups of four letters."""
    letters = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[n : n + 4] for n in range(0, len(letters), 4))


@transaction.atomic
def confirm(user: User, code: str) -> list[str] | None:
    """Make the key count, if the code is one of it. Returns new recovery codes, to be shown once; None otherwise."""
    device = unconfirmed(user)
    if device is None or not device.verify_token(code.replace(" ", "")):
        return None
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save()
    _forget(user)
    return _recovery_codes(user)


def _recovery_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Recovery codes")
    # A letter in front: a code of digits alone is taken for one of the authenticator.
    codes = [f"r{secrets.token_hex(6)}" for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(code)) for code in codes)
    return codes


def _kept(code: str) -> str:
    """A recovery code as the database holds it: who reads the database cannot sign in with it."""
    return salted_hmac("recovery-code", code, algorithm="sha256").hexdigest()[:16]


@transaction.atomic
def remove(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    _forget(user)
