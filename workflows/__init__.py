"""The rules of the pathway: pure Python and `transitions`, no clock, no input or output, no import from the application."""
