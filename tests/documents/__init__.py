"""What papers say and how they are drawn."""
