"""Random files for the readers: `python -m tests.fuzz READER --runs N`."""
