"""Backups that do not care which database they came from: from SQLite to MariaDB and back.

A backup is a zip file of `manifest.json` and one member a table, `tables/NAME.jsonl`, whose lines are rows: JSON arrays
in the order of the columns in the manifest. Points in time are ISO 8601 in UTC, 64-bit numbers are text, documents are
JSON. What the models do not know is not ours: tables stay out, columns come along where JSON has their type.
"""
