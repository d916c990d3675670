"""Answers -> WARC files, and back; the archive is written before anything is remembered or read."""
