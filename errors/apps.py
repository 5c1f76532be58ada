from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


class ErrorsConfig(AppConfig):
    name = "errors"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from errors.accounts.sessions import note_sign_in
        from errors.roles import make_roles

        # Permissions are made by post_migrate of each app: the last app to get it is the one that has them all.
        post_migrate.connect(make_roles, dispatch_uid="errors.roles")
        user_logged_in.connect(note_sign_in, dispatch_uid="errors.sessions")
