"""Extractions beside labels made by hand -> scores, tables, and a page of every error."""
