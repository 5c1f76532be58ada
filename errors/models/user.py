from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An editor. Ours from the first migration on, so that later fields need no swap of the table."""

    @property
    def display_name(self) -> str:
        """The editor as readers and colleagues see them."""
        return self.get_full_name() or self.get_username()
