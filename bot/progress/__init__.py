"""How far somebody has come, what to practise next, and how the weeks compare. Moments are arguments."""
