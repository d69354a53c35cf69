"""What the situation columns of insertion tools say of a person: work situations and rights to the RSA.

Facts only (True, False, or absent when the word says nothing of them); eligibility is a rule, and lives with the rules.
"""

from collections.abc import Mapping

_SEEKING = {"registered_jobseeker": True, "employed": False, "in_school": False, "in_training": False}
_PREPARING = {"employed": False, "in_school": False, "in_training": False}
_EMPLOYED = {"employed": True, "in_school": False}
_TRAINEE = {"employed": False, "in_school": False, "in_training": True}
_PUPIL = {"employed": False, "in_school": True}

# Keys as the tools write them; "En recherche d'emploi" and the like are read through the same words.
WORK_SITUATIONS: Mapping[str, Mapping[str, bool]] = {
    "recherche_emploi": _SEEKING,
    "demandeur_emploi": _SEEKING,
    "recherche_formation": _SEEKING,
    "recherche_alternance": _SEEKING,
    "recherche_stage": _SEEKING,
    "construction_projet": _PREPARING,
    "projet_entrepreneurial": _PREPARING,
    "emploi": _EMPLOYED,
    "cdi": _EMPLOYED,
    "cdi_temps_plein": _EMPLOYED,
    "cdi_temps_partiel": _EMPLOYED,
    "cdd": _EMPLOYED,
    "cdd_temps_plein": _EMPLOYED,
    "cdd_temps_partiel": _EMPLOYED,
    "interim": _EMPLOYED,
    "iae": _EMPLOYED,
    "intermittent": _EMPLOYED,
    "entrepreneur": _EMPLOYED,
    "alternance": {"employed": True, "in_training": True},
    "formation": _TRAINEE,
    "stage": _TRAINEE,
    "etudiant": _PUPIL,
    "scolarise": _PUPIL,
    "service_civique": {"in_school": False},
    "enretraite": {"employed": False},
    "au_foyer": _PREPARING,
    "conge_parental": {},
    "maladie": {},
    "invalidite": {},
    "autre": {},
}

# Right to the RSA → whether the person is counted as receiving it: an open right counts even when payment is suspended.
RSA_RIGHTS: Mapping[str, bool] = {
    "rsa_droit_ouvert_versable": True,
    "rsa_droit_ouvert_et_suspendu": True,
    "rsa_droit_ouvert_versement_suspendu": True,
    "rsa_demande_en_attente": False,
    "rsa_refuse": False,
    "rsa_clos": False,
    "rsa_clot": False,
    "rsa_clos_anterieur": False,
    "rsa_clot_anterieur": False,
}
