"""Commands and wiring; everything else is done by the rooms below."""
