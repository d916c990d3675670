"""`solieu review`: pages on the store where analysts judge facts, correct them and compare localities."""
