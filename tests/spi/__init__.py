"""The program as a screen reader meets it: over AT-SPI, by keys alone. Run with ``make spi``; no part of the tests."""
