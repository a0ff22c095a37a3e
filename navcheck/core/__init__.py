"""What navcheck knows of checklists, answers, gaps and signals. Pure: no clock, files, environment or printing."""
