"""One module a user; a command is a few lines: read, call, print, exit code."""
