"""The HTML report: start page with comparison and charts, and every document with its figures marked in the text."""
