"""Feeds, sitemaps and listing pages of a source -> addresses of articles."""
