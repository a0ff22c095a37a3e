"""Answers from outside: decodes a file, maps its columns and offices, and plans what would be stored."""
