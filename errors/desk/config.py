from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin with the desk as its first page."""

    default_site = "errors.desk.site.DeskSite"
