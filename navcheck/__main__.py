"""Lets `python -m navcheck` do what the console script does."""

from navcheck.cli import main

raise SystemExit(main())
