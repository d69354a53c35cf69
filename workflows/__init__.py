"""The rules of the pathway: pure Python and `transitions`, no clock, no input or output, nothing of the application."""
