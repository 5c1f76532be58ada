from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An editor. Ours from the first migration on, so that later fields need no swap of the table."""
