"""Class lists in. Whatever comes from outside is read here, is never trusted and is never run."""
