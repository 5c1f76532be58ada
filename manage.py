#!/usr/bin/env python
"""The command line of the site: `.venv/bin/python manage.py help` lists what it can do."""

import sys

try:
    from kb.commandline import run
except ModuleNotFoundError as problem:
    sys.exit(
        f"{problem.name} is not installed for {sys.executable}. Run `make install`, then .venv/bin/python manage.py"
    )

if __name__ == "__main__":
    sys.exit(run(sys.argv))
