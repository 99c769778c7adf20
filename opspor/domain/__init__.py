"""What the words mean: frozen dataclasses and rules. No Qt, no SQL, no file, no clock of its own."""
