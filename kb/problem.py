"""What stops a command for a reason that the person at the keyboard can mend."""


class Problem(Exception):
    """Its text is all that is shown: what is wrong, and what to do, on one line."""
