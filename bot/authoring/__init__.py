"""What helps people write dialogues: the linter, rehearsals, and the mistakes they report."""
