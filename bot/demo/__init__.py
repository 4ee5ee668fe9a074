"""A firm that doesn't exist, made by playing: to see the reports before there are people."""
