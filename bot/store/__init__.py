"""What is kept: trainees, sessions with their events, scorecards, messages still to be sent."""
