"""What Alembic runs: on the connection that is handed in, inside the caller's transaction."""

from alembic import context

from opspor.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
