"""The revisions of the schema, run in process by ``opspor.store.migrate``."""
