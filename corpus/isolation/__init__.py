"""Reading documents in limited processes of their own, so that no file can harm the run that reads it."""
