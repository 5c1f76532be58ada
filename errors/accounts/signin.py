"""The form that signs an editor in: password, code where the account has a second factor, and the lockout."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from errors import auditing
from errors.accounts import lockout, secondfactor
from errors.models import AuditEntry, User


class SignInForm(AdminAuthenticationForm):
    """Raises one error for a wrong name, password or code: it tells a stranger nothing about the account."""

    code = forms.CharField(
        required=False,
        max_length=20,
        label="Code",
        help_text="From your authenticator, or a recovery code. Empty if you have not set one up.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self) -> dict[str, Any]:
        username = self.cleaned_data.get("username", "")
        request: Any = self.request
        minutes = lockout.minutes_left(request, username)
        if minutes:
            raise ValidationError(f"Too many attempts. Try again in {minutes} minute{'' if minutes == 1 else 's'}.")
        try:
            cleaned: dict[str, Any] = super().clean() or self.cleaned_data
            self._check_code()
        except ValidationError:
            if lockout.note_failure(request, username):
                self._record(username)
            raise
        lockout.forget_failures(request, username)
        return cleaned

    def _check_code(self) -> None:
        user = self.get_user()
        if not isinstance(user, User) or not secondfactor.has(user):
            return
        device = secondfactor.verify(user, self.cleaned_data.get("code", ""))
        if device is None:
            raise self.get_invalid_login_error()
        user.otp_device = device  # type: ignore[attr-defined]  # django_otp keeps it in the session

    def _record(self, username: str) -> None:
        """Only of accounts that exist: what else is typed there may be a password."""
        user = User.objects.filter(username=username).first()
        if user:
            auditing.record_account(AuditEntry.Action.LOCKED, user, by=None, reason="too many failed sign-ins")
