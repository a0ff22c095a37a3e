"""How a file becomes a table: its letters, its cells as texts, and their places. Knows no question and no office."""
