from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from errors.models import User

admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    filter_horizontal = ()


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Django's, without permissions of single accounts (groups have them), and without its widget of two lists, which
    screen readers cannot name."""

    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("What they may do", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()


# security: their pages show keys and codes. An editor's own page sets them up and shows them once.
admin.site.unregister([StaticDevice, TOTPDevice])
