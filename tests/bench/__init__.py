"""What the program costs beside what the parts cost: ``make bench`` prints it. Nothing here fails on timing."""
