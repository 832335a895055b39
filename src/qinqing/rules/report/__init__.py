"""How a check is told: as JSON for machines, as a table or a page for people, as Parquet for more."""
