from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from errors.models import User

admin.site.register(User, UserAdmin)
# security: their pages show keys and codes. An editor's own page sets them up and shows them once.
admin.site.unregister([StaticDevice, TOTPDevice])
