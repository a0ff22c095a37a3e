"""The keyboard: puts one question at a time and gives back what was meant."""
