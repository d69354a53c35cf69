"""What a training is for, as the LHEO table AIS says it, and the kind of episode it opens (domain.md §1.2).

Also the codes of reinforced support in the France Travail extract. An unknown objective gives None: it opens nothing.
"""

import re
import unicodedata
from collections.abc import Mapping

ORIENTATION, REFRESHER, QUALIFICATION = "orientation", "refresher", "qualification"

# Code and label of LHEO dict-AIS; 1 and 3 are retired codes.
OBJECTIVES: Mapping[str, tuple[str, str]] = {
    "2": ("Perfectionnement, élargissement des compétences", QUALIFICATION),
    "4": ("Création d'entreprise", QUALIFICATION),
    "5": ("Remise à niveau, maîtrise des savoirs de base, initiation", REFRESHER),
    "6": ("Certification", QUALIFICATION),
    "7": ("Professionnalisation", QUALIFICATION),
    "8": ("Préparation à la qualification", REFRESHER),
    "9": ("(Re)mobilisation, aide à l'élaboration de projet professionnel", ORIENTATION),
}
# Sources shorten the labels ("Remise à niveau", "Mobilisation…"): the first words are enough to tell them apart.
_OPENINGS: Mapping[str, str] = {
    "perfectionnement": QUALIFICATION,
    "creation d entreprise": QUALIFICATION,
    "remise a niveau": REFRESHER,
    "certification": QUALIFICATION,
    "professionnalisation": QUALIFICATION,
    "preparation": REFRESHER,
    "re mobilisation": ORIENTATION,
    "remobilisation": ORIENTATION,
    "mobilisation": ORIENTATION,
}
# The intensive schemes are reinforced support; the PACEA is the ordinary, guided one.
SUPPORT_LEVELS: Mapping[str, str] = {"CEJ": "reinforced", "GJ": "reinforced", "AIJ": "reinforced", "PACEA": "guided"}


def episode_kind(text_or_code: str) -> str | None:
    """The kind of episode a training with this objective is, from its AIS code or its label; None when unknown."""
    text = text_or_code.strip()
    if text in OBJECTIVES:
        return OBJECTIVES[text][1]
    letters = (c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", "".join(letters)).strip()
    for opening, kind in _OPENINGS.items():
        if words == opening or words.startswith(f"{opening} "):
            return kind
    return None
