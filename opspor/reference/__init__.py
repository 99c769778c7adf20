"""Dated facts that people can look up and correct: the law list, phone numbers, working days."""
