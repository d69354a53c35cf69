"""READERS: files as they come, turned into checked values. No database, no Flask, no clock; services apply them."""
