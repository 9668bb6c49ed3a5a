"""Files: reading, checking and publishing dataset folders."""
