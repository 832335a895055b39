"""Journeys through the running demonstration, in a browser."""
