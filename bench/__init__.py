"""Measurements: seeded data of any size, and what the program does with it in what time."""
