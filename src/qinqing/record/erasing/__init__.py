"""Erasing a person from this store: rows, openings, files, and what deleting alone leaves behind. See the README."""
