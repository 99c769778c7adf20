"""The program as a person meets it: the real window on a real folder, by keyboard alone."""
