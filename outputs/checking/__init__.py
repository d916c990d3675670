"""Figures of many documents -> what they say together: agreement, conflict, parts and wholes, series, boundaries."""
