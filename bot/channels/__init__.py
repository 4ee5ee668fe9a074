"""Ways to practise: each turns its own events into calls of the coach and what comes back into messages."""
