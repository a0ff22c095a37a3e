"""What the report says, chapter by chapter: each makes blocks of a report in one language."""
