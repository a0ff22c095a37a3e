"""Lets `python -m navcheck` do what the console script does."""

from navcheck.cli import entry

entry()
