"""Scorecards as people see them, one module for each place they are shown."""
