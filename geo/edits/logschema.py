"""The tables of the log of changes, and the triggers that keep it from being rewritten."""

from __future__ import annotations

from typing import Final

SCHEMA_VERSION: Final = 1
SCHEMA: Final = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS changes (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    save INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    why TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('edit', 'undo', 'outside')),
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    before TEXT,
    after TEXT,
    undoes INTEGER,
    before_text TEXT NOT NULL,
    follows TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS changes_of_row ON changes (table_name, row_id, serial);
CREATE INDEX IF NOT EXISTS changes_of_save ON changes (save);
CREATE TRIGGER IF NOT EXISTS changes_stay BEFORE UPDATE ON changes
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER IF NOT EXISTS changes_remain BEFORE DELETE ON changes
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TABLE IF NOT EXISTS files (
    file TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    earlier_sha256 TEXT NOT NULL,
    published INTEGER NOT NULL,
    content BLOB NOT NULL
);
PRAGMA user_version = {SCHEMA_VERSION};
COMMIT;
"""
