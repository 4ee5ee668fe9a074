"""Other systems: what a learning record store is told, and people who come from a list."""
