"""The steps from any older schema of the store to the present one; Alembic runs them, `schema` says when."""
