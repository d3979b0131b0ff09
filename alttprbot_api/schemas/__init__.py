"""The documents of the JSON API, one module a feature."""
