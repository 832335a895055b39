"""What is done with applications, ratings and problems: one transaction, one permission, one entry each."""
