"""Hostile input: made here by scripts, run against all that reads, shows and writes.

`python -m tests.hostile` runs all of it and prints one table. What a payload would do is to leave
a mark: a sum worked out, a variable set in the browser, a request that somebody counts, a file
that nobody should have opened.
"""
