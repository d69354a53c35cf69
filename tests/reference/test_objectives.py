"""The objective of a training gives the kind of episode it opens."""

import pytest

from parcours_app.reference import objectives


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Remise à niveau, maîtrise des savoirs de base, initiation", "refresher"),
        ("REMISE A NIVEAU", "refresher"),
        ("Préparation à la qualification", "refresher"),
        ("Certification", "qualification"),
        ("Professionnalisation", "qualification"),
        ("Perfectionnement, élargissement des compétences", "qualification"),
        ("Création d’entreprise", "qualification"),
        ("(Re)mobilisation, aide à l’élaboration de projet professionnel", "orientation"),
        ("Mobilisation", "orientation"),
        ("5", "refresher"),
        ("9", "orientation"),
        ("1", None),
        ("", None),
        ("Certificationnement", None),
        ("Yoga", None),
    ],
)
def test_an_objective_gives_the_kind_of_episode(text, kind):
    assert objectives.episode_kind(text) == kind


def test_every_label_of_the_table_gives_the_kind_of_its_code():
    assert all(objectives.episode_kind(label) == kind for label, kind in objectives.OBJECTIVES.values())
