from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from errors.models import User

admin.site.register(User, UserAdmin)
admin.site.site_header = "Editors' desk"
admin.site.site_title = "Editors' desk"
admin.site.index_title = "Articles, readers and accounts"
