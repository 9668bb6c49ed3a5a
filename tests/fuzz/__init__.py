"""Random files, links and reports: `python -m tests.fuzz TARGET --runs N`."""
