"""The customer: a dialogue as written, a session as its events, and one turn of play."""
