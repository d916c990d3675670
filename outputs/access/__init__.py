"""Who may ask the review for what: users, logins, tokens, and the guards that stand before every page."""
