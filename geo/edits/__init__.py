"""Changes of a dataset folder: a log that is only added to, and the CSV files written from it."""
