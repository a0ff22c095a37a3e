"""Answers from outside: maps a table's columns and offices, and plans what would be stored."""
