"""What Alembic runs to carry out the steps: on the connection that `schema.upgrade` holds, in its transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], version_table=context.config.attributes["version_table"]
)
context.run_migrations()
