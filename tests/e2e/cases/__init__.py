"""Written stories, each from the concern to the saved underretning, by keyboard."""
