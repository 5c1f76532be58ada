"""Editors' accounts: signing in, the second factor, sessions."""
