"""What is put right afterwards in a simulated journal: a thing happened days before, or never happened."""

from dataclasses import replace
from datetime import timedelta

from parcours_app.journal.texts import taken_out
from parcours_app.services.simulated_journey import Journey
from workflows.engine import Refused
from workflows.journal import Entry, replay
from workflows.standing import Standing

# What an attendance sheet or a letter shows to be wrong, and what may turn out never to have happened.
DATED = ("start", "complete", "drop_out", "interrupt", "record_result", "leave", "start_support", "end_support")
NEVER_HAPPENED = ("admit", "pause", "start_support", "end_support", "check_employment")


def corrected(journey: Journey) -> tuple[list[Entry], Standing]:
    """The journal with what was put right later, and where the case then stands; most need nothing."""
    entries = journey.entries
    if not journey.happens(journey.rates.corrected):
        return entries, journey.standing
    void = journey.happens(journey.rates.voids_an_entry)
    wrong = [entry for entry in entries if entry.move in (NEVER_HAPPENED if void else DATED)]
    at = entries[-1].recorded_at + timedelta(days=journey.rng.randint(*journey.rates.corrected_after))
    if not wrong or at.date() > journey.until:
        return entries, journey.standing
    old = journey.rng.choice(wrong)
    days = 0 if void else journey.rng.randint(*journey.rates.corrected_by)
    because = {"correction_reason": "Saisie par erreur." if void else "Feuille d’émargement reçue après coup."}
    data, texts = taken_out(old.move, {**old.data, **because}, journey.keys.salt)
    entry = replace(
        old,
        id=journey.keys(at),
        seq=len(entries) + 1,
        effective_on=old.effective_on - timedelta(days=days),
        recorded_at=at,
        supersedes=old.id,
        void=void,
        data=data,
    )
    try:
        standing = replay([*entries, entry])
    except Refused:
        return entries, journey.standing  # what follows would no longer hold: nobody could have recorded it
    journey.texts += [(entry.seq, text) for text in texts]
    return [*entries, entry], standing
