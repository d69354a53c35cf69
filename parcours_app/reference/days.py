"""How a day is written in each language. A date, a pattern and a language in, words out."""

from datetime import date
from functools import lru_cache

from babel.dates import format_date


@lru_cache(maxsize=8192)
def written(day: date, pattern: str, language: str) -> str:
    """A day by one of Babel’s patterns (long, medium…): 14 mars 2026. Remembered: pages write the same days again."""
    text = format_date(day, pattern, locale=language)
    # In French the first of a month is “1er”, which the locale data leave to the writer.
    return "1er" + text.removeprefix("1") if day.day == 1 and language.startswith("fr") else text
