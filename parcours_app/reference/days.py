"""How a day is written in each language. A date, a pattern and a language in, words out."""

import re
from datetime import date
from functools import lru_cache

from babel.dates import format_date

FIRST = re.compile(r"\b1\b")


@lru_cache(maxsize=8192)
def written(day: date, pattern: str, language: str) -> str:
    """A day by one of Babel’s patterns (long, full…): 14 mars 2026. Remembered: pages write the same days again."""
    text = format_date(day, pattern, locale=language)
    # In French the first of a month is “1er”, which the locale data leave to the writer.
    return FIRST.sub("1er", text) if day.day == 1 and language.startswith("fr") else text
