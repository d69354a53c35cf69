"""The number of a case as people type it: without its hyphen, with spaces, in small letters."""

import re

_BETWEEN = re.compile(r"[\s\-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}.]+")
# Two groups of five (services.cases.number_of).
GROUP = 5


def case_number(text: str) -> str:
    """The number as it is stored, whatever separates its two groups; any other text is left as it stands."""
    bare = _BETWEEN.sub("", text)
    if len(bare) != 2 * GROUP or not (bare.isascii() and bare.isalnum()):
        return text.strip().upper()
    return f"{bare[:GROUP]}-{bare[GROUP:]}".upper()
