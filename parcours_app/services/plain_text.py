"""Reads a text somebody typed: neither empty, nor too long, nor impossible to store. Keeps nothing."""

from workflows.engine import Reason, Refused, sentence
from workflows.fields import LONGEST_TEXT


def plain_text(name: str, value: str, longest: int = LONGEST_TEXT, shortest: int = 1) -> str:
    """The text without the blanks around it; raises Refused with guard `data:<name>`."""
    text = value.strip().replace("\r\n", "\n")
    if not text:
        explanation = sentence("Nothing is written here.")
        raise Refused(Reason(f"data:{name}", explanation, sentence("Write one sentence, then send the form again.")))
    if len(text) < shortest:
        raise Refused(
            Reason(
                f"data:{name}",
                sentence("This text says too little: %(shortest)s characters at least."),
                sentence("Write one sentence, then send the form again."),
                evidence={"shortest": str(shortest)},
            )
        )
    if len(text) > longest:
        raise Refused(
            Reason(
                f"data:{name}",
                sentence("This text is too long: %(longest)s characters at most."),
                sentence("Shorten the text, then send the form again."),
                evidence={"longest": str(longest)},
            )
        )
    if any((char < " " and char not in "\n\t") or "\ud800" <= char <= "\udfff" for char in text):
        explanation = sentence("This text holds characters that cannot be kept.")
        raise Refused(Reason(f"data:{name}", explanation, sentence("Type the text again, then send the form again.")))
    return text
