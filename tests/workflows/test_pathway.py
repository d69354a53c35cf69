"""The table itself: the names of the contract, a machine that equals it, words in two languages, and purity."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from workflows import fields
from workflows.effects import EFFECTS
from workflows.engine import UNOPENED, Attempt, MachineError, Move, Pathway, Role
from workflows.episode import EPISODE, EpisodeState, Kind
from workflows.fields import FIELDS, choices_of
from workflows.labels import EVIDENCE, EVIDENCE_DATES, LABELS, choice_label, label
from workflows.ledger import STATES
from workflows.levels import SCHEMES
from workflows.pacts import PACTS
from workflows.pathway import MOVES, NATIONAL
from workflows.stage import Stage
from workflows.standing import Standing

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "workflows").rglob("*.py"))
GUARDS = {guard.code: guard for move in MOVES for guard in move.guards}


# The contract, copied: a rename is a decision.
def words(text: str) -> list[str]:
    return text.split()


MOVE_NAMES = words(
    """open begin_orientation complete_orientation prescribe waitlist promote admit decline refuse no_place no_show
    reschedule cancel start complete drop_out exclude interrupt record_result start_support end_support pause resume
    redirect request_handover accept_handover decline_handover give_back assign settle_seam leave check_employment
    reopen merge void"""
)
STAGE_NAMES = words("referred orientation between refresher qualification awaiting_result follow_up closed")
KIND_NAMES = words("orientation refresher qualification")
MOTIVES = ("DROP_OUT", "EXCLUDE", "INTERRUPT", "LEAVE", "END_SUPPORT", "CANCEL", "REDIRECT", "DECLINE_HANDOVER")
STATE_NAMES = words(
    """proposed prescribed waitlisted admitted in_progress completed dropped_out excluded interrupted refused
    declined no_place no_show cancelled"""
)
CODES = {
    (
        "drop_out",
        "motive",
    ): "personal health content relations financial distance imposed other_training no_contact other",
    ("cancel", "motive"): "session_cancelled other",
    ("exclude", "motive"): "conduct absences",
    ("interrupt", "motive"): "employment redirection force_majeure provider_failure",
    ("leave", "motive"): (
        "employment training_elsewhere contract_end age_limit own_request no_contact moved death other"
    ),
    ("pause", "category"): "justified_absence other",
    ("end_support", "motive"): "term age_limit goal_reached request other",
    ("start_support", "level"): "guided reinforced",
    ("begin_orientation", "channel"): "letter email sms in_person phone",
    ("prescribe", "funder"): "region state france_travail opco agefiph cpf other",
    ("prescribe", "kind"): "orientation refresher qualification",
    ("record_result", "result"): "full partial none absent",
    ("redirect", "decision"): "accepted denied",
    ("redirect", "motive"): "project_changed health unsuitable obstacles labour_market moved other",
    ("redirect", "authority"): "france_travail department mission_locale cap_emploi other",
    ("decline_handover", "motive"): "no_room outside_area not_our_public wrong_step incomplete other",
    ("check_employment", "at_months"): "3 6 12",
    ("check_employment", "employed"): "yes no unknown",
    ("complete_orientation", "needs"): "french calculation digital team autonomy learning safety",
    ("settle_seam", "cause"): "no_place awaiting_decision childcare_transport unreachable funding health other",
    ("leave", "job"): "cdi cdd interim creation public apprenticeship",
}
SITUATIONS = words(
    """rsa ass aah rqth qpv frr long_term very_long_term refugee single_parent ase justice french_below_a1 mobility"""
)


# The names of the contract


def test_moves_stages_kinds_and_states_are_those_of_the_contract():
    assert [move.name for move in MOVES] == MOVE_NAMES
    assert [str(stage) for stage in Stage] == STAGE_NAMES
    assert [str(kind) for kind in Kind] == KIND_NAMES
    assert [str(state) for state in EpisodeState] == STATE_NAMES
    assert set(EFFECTS) == set(MOVE_NAMES)
    assert set(FIELDS) == set(MOVE_NAMES) - {"open"}


@pytest.mark.parametrize(("move", "name"), CODES)
def test_codes_are_those_of_the_contract(move, name):
    (field,) = (field for field in FIELDS[move] if field.name == name)
    assert choices_of(field) == tuple(CODES[move, name].split())


def test_roles_are_those_of_the_contract():
    assert [str(role) for role in Role] == ["counsellor", "beneficiary", "supervisor", "administrator", "operator"]


# The machine is the table


@pytest.mark.parametrize("pathway", [NATIONAL, EPISODE], ids=["case", "episode"])
def test_the_machine_holds_the_arrows_of_the_table_and_no_other(pathway):
    machine = pathway._machine
    values = {name: str(state.value) for name, state in machine.states.items()}
    for move in pathway.moves:
        rows = machine.events[move.name].transitions
        coded = {(values[source], values[t.dest]) for source, found in rows.items() for t in found}
        assert coded == {(str(source), str(to)) for source, to in move.arrows()}
    assert set(machine.events) == {move.name for move in pathway.moves}
    assert set(values.values()) == {str(state) for state in pathway.states}


@pytest.mark.parametrize(
    ("move", "sources", "to"),
    [
        ("begin_orientation", {"referred", "between"}, {"orientation"}),
        ("reopen", {"follow_up", "closed"}, {"between"}),
        ("void", set(STAGE_NAMES), {"closed"}),
        ("merge", set(STAGE_NAMES), {"closed"}),
        ("leave", set(STAGE_NAMES) - {"closed"}, {"follow_up", "closed"}),
        ("check_employment", {"follow_up"}, {"follow_up", "closed"}),
        ("resume", set(STAGE_NAMES) - {"follow_up", "closed"}, set()),
    ],
)
def test_the_arrows_of_the_contract(move, sources, to):
    found = NATIONAL.by_name[move]
    assert {str(s) for s in found.sources} == sources
    assert {str(s) for s in found.to} == to


def test_prescribing_needs_no_orientation_completed_but_starting_does():
    codes = {move.name: {guard.code for guard in move.guards} for move in MOVES}
    assert "orientation_completed" not in codes["prescribe"]
    assert "orientation_completed" in codes["start"]


def test_a_landing_outside_the_table_is_a_defect_not_a_stage():
    wrong = Pathway(states=("a", "b", "c"), moves=(Move("go", ("a",), ("b",), landing=lambda _s, _a: "c"),))
    with pytest.raises(MachineError):
        wrong.take(Standing(stage="a"), Attempt("go", None, None))


def test_every_stage_leads_to_the_end_and_is_led_to():
    after = {stage: {to for move in MOVES for source, to in move.arrows() if source == stage} for stage in Stage}
    for stage in Stage:
        seen, ahead = set(), {stage}
        while ahead:
            seen |= ahead
            ahead = {to for each in ahead for to in after[each]} - seen
        assert Stage.CLOSED in seen, stage
        assert stage is Stage.CLOSED or after[stage] - {stage}, f"no way out of {stage}"
    reached = {to for move in MOVES for _source, to in move.arrows()}
    assert reached == set(Stage)


def test_only_a_person_records_a_dropout_and_nobody_overrides_that():
    assert GUARDS["dropout_by_a_person"] in NATIONAL.by_name["drop_out"].guards
    assert GUARDS["dropout_by_a_person"].override_by == ()


# Words


def sentences() -> Iterator[str]:
    """Every literal handed to sentence() in the rules."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sentence":
                assert isinstance(node.args[0], ast.Constant), (
                    f"{path}: a sentence is a literal, or it is never translated"
                )
                yield node.args[0].value


with (ROOT / "translations/fr/LC_MESSAGES/messages.po").open("rb") as catalogue:
    FRENCH = read_po(catalogue, locale="fr")
PLACES = re.compile(r"%\(\w+\)s")


def french(msgid: str) -> str:
    message = FRENCH.get(msgid)
    assert message, f"not in the French catalogue: {msgid}"
    assert message.string, f"not translated: {msgid}"
    assert not message.fuzzy, f"doubtful: {msgid}"
    return str(message.string)


def test_every_sentence_of_the_rules_is_said_in_french_with_the_same_facts():
    found = list(sentences())
    assert len(found) > 300
    for msgid in found:
        assert sorted(PLACES.findall(french(msgid))) == sorted(PLACES.findall(msgid)), msgid


def test_french_speaks_politely_and_with_its_own_typography():
    for msgid in set(sentences()):
        said = french(msgid)
        assert not re.search(r"\b(tu|ton|ta|tes|toi)\b", said), said
        assert "'" not in said, said
        assert not re.search(r"« | »|[^\u00a0\u202f] ?[?!;](?!\w)|[^\u00a0]:", said), said


@pytest.mark.parametrize("code", GUARDS)
def test_every_guard_has_a_sentence_a_remedy_and_a_name(code):
    guard = GUARDS[code]
    assert guard.sentence.endswith((".", "?"))
    assert guard.remedy.endswith((".", "!"))
    assert LABELS["guard"][code]
    assert french(guard.sentence) != guard.sentence
    assert french(guard.remedy) != guard.remedy
    assert not PLACES.search((guard.sentence, *guard.less)[-1]), "without the facts, it is still a sentence"


def test_the_facts_of_a_sentence_can_be_worded():
    free = {"provider", "choices", "code", "scheme", "places", "waiting", "largest", "least"}
    named = {place[2:-2] for msgid in sentences() for place in PLACES.findall(msgid)}
    assert named <= set(EVIDENCE) | EVIDENCE_DATES | free
    assert set(EVIDENCE.values()) <= set(LABELS)


def names_of_data() -> set[str]:
    parts = {"contract", "starts_on", "ends_on", "by", "refresher", "domains", "support"}
    return {field.name for each in FIELDS.values() for field in each} | {"effective_on", "source"} | parts


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("stage", {UNOPENED, *STAGE_NAMES}),
        ("kind", {*KIND_NAMES, *(kind for pact in PACTS.values() for kind in pact.kinds)}),
        ("episode_state", set(STATE_NAMES)),
        ("move", set(MOVE_NAMES)),
        ("guard", {*GUARDS, "move", "stage", "role"}),
        ("role", {str(role) for role in Role}),
        ("seam_state", {"not_a_gap", "open", "never_followed", "overlap", "seamless", "late"}),
        ("seam_cause", {"refused", "declined", "no_show", "cancelled", "exit", *fields.SEAM_CAUSES}),
        ("ledger", set(STATES)),
        ("handover_state", {"requested", "accepted", "declined", "expired"}),
        ("situation", set(SITUATIONS)),
        ("public", {"de_peu_qualifie", "jeune_eloigne", "other"}),
        ("exit_type", {"durable", "transition", "positive", "other"}),
        ("durable", {"P102", "IAE"}),
        ("scheme", set(SCHEMES)),
        ("sex", {"f", "m", "x", "unknown"}),
        ("education", {"0", "3", "4", "5", "6", "7", "8"}),
        ("rule_set", {"before_2018", "pic_2018", "law_2024", "unverified"}),
        ("domain", set(fields.DOMAINS)),
        ("contract", set(fields.CONTRACTS)),
        ("motive", {code for move in MOTIVES for code in getattr(fields, move)} | {"exit"}),
        ("authority", set(fields.AUTHORITIES)),
    ],
)
def test_every_code_has_its_label_and_no_label_is_left_over(group, codes):
    assert set(LABELS[group]) == codes


def test_every_datum_and_every_choice_of_a_form_is_worded():
    for each in FIELDS.values():
        for field in each:
            assert field.name in LABELS["field"]
            for code in choices_of(field):
                assert choice_label(field.name, code) != code
    assert names_of_data() <= set(LABELS["field"])


def test_an_unknown_code_is_shown_as_it_is():
    assert label("kind", "apprenticeship_sas") == "apprenticeship_sas"


# Purity


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.add(str(node.module).split(".")[0])
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_rules_import_the_standard_library_and_only_the_engine_imports_transitions(path):
    outside = imported(path) - set(sys.stdlib_module_names) - {"workflows"}
    assert outside == ({"transitions"} if path.name == "machine.py" else set())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_rules_read_no_clock_and_do_no_input_or_output(path):
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & {"today", "now", "utcnow", "time", "open", "print", "input", "getenv"}
    assert not imported(path) & {"os", "io", "time", "random", "socket", "pathlib", "sqlite3", "logging"}


def test_the_build_holds_the_direction_of_imports_too():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    rules = [c for c in contracts if c["type"] == "forbidden" and c["source_modules"] == ["workflows"]]
    assert any({"parcours_app", "flask", "sqlalchemy"} <= set(c["forbidden_modules"]) for c in rules)
