"""How the desk keeps its pace as it grows: python -m tests.deskbench."""
