"""The score of a call: rubrics as data, measures as pure functions, a scorecard with evidence."""
