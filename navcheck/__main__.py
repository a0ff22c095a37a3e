"""Lets `python -m navcheck` do what the console script does."""

from navcheck.cli import entry

if __name__ == "__main__":  # a process beside it imports this again
    entry()
