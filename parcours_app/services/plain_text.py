"""Reads a text somebody typed: neither empty, nor too long, nor impossible to store. Keeps nothing."""

from workflows.engine import Reason, Refused, sentence
from workflows.fields import LONGEST_TEXT

WRITE = sentence("Write one sentence, then send the form again.")


def plain_text(name: str, value: str, longest: int = LONGEST_TEXT, shortest: int = 1) -> str:
    """The text without the blanks around it; raises Refused with guard `data:<name>`."""
    text = value.strip().replace("\r\n", "\n")
    if not text:
        raise _refused(name, sentence("Nothing is written here."), WRITE)
    if len(text) < shortest:
        explanation = sentence("This text says too little: %(shortest)s characters at least.")
        raise _refused(name, explanation, WRITE, shortest=str(shortest))
    if len(text) > longest:
        explanation = sentence("This text is too long: %(longest)s characters at most.")
        remedy = sentence("Shorten the text, then send the form again.")
        raise _refused(name, explanation, remedy, longest=str(longest))
    if any((char < " " and char not in "\n\t") or "\ud800" <= char <= "\udfff" for char in text):
        explanation = sentence("This text holds characters that cannot be kept.")
        raise _refused(name, explanation, sentence("Type the text again, then send the form again."))
    return text


def plain_texts(**asked: tuple[str, int]) -> dict[str, str]:
    """Several texts of one form, each (text, longest): what is wrong with any of them is said at once."""
    kept, reasons = {}, list[Reason]()
    for name, (value, longest) in asked.items():
        try:
            kept[name] = plain_text(name, value, longest)
        except Refused as refused:
            reasons.extend(refused.reasons)
    if reasons:
        raise Refused(*reasons)
    return kept


def _refused(name: str, explanation: str, remedy: str, **evidence: str) -> Refused:
    return Refused(Reason(f"data:{name}", explanation, remedy, evidence=evidence))
