"""How simulated people walk their pathway: orientation, trainings, redirection, follow-up, returns."""

from parcours_app.services.simulated_exits import employed_then, leave
from parcours_app.services.simulated_journey import Journey, Later
from parcours_app.services.simulated_trainings import YOUNG, undergo
from workflows.calendar import add_months
from workflows.episode import Kind
from workflows.fields import CHANNELS, DOMAINS
from workflows.stage import Stage

LAST_CHECK = 12


def live(journey: Journey) -> None:
    """Walk from the day after the opening to the last day or the end of the follow-up."""
    try:
        if _orient(journey):
            _train(journey)
        _follow(journey)
    except Later:
        return


def _orient(journey: Journey) -> bool:
    """Whether the person is oriented; some leave before."""
    rates = journey.rates
    journey.wait(2, 30)
    if journey.happens(rates.leaves_before_orientation):
        leave(journey, employed=0.1)
        return False
    told = journey.day.isoformat()
    journey.move(
        "begin_orientation",
        decision_on=told,
        notified_on=told,
        channel=journey.rng.choice(CHANNELS),
        referent=journey.counsellor,
        episode=journey.fresh_key(),
    )
    journey.wait(5, 40)
    facts = journey.standing.facts
    refresher = journey.happens(rates.refresher_by_level.get(facts["level"]["reached"] or 0, 0.2))
    support = journey.happens(rates.support_young if facts["age"] < YOUNG else rates.support_adult)
    domains = sorted(journey.rng.sample(DOMAINS, journey.rng.randint(1, 3))) if refresher else []
    needs = {"refresher": refresher, "domains": domains, "support": support}
    journey.move("complete_orientation", needs=needs, reason=None if refresher else "Acquis vérifiés en entretien.")
    if support:
        journey.move("start_support", level="reinforced", referent=journey.counsellor)
    return True


def _train(journey: Journey) -> None:
    """Refresher when needed, then qualification, then sometimes the missing blocs; leave at the end of the road."""
    needs = journey.standing.needs
    if needs is not None and needs.refresher:
        if not undergo(journey, "refresher"):
            return
        if not journey.happens(_goes_on(journey)):
            leave(journey, journey.rates.employed_otherwise)
            return
    if journey.happens(journey.rates.redirected):
        _redirect(journey)
    if undergo(journey, "qualification") and journey.standing.stage == Stage.BETWEEN:
        leave(journey, journey.rates.employed_after_qualification)


def _goes_on(journey: Journey) -> float:
    """The share that books a training after a refresher, without those who had booked before its end.

    Of those who book, some are lost before the start: the share that really moves on is the published one.
    """
    rates = journey.rates
    ahead = rates.moves_on_after_preparation * rates.booked_before_end
    return (rates.moves_on_after_preparation - ahead) / (1 - ahead) / (1 - rates.lost_before_start)


def _redirect(journey: Journey) -> None:
    journey.wait(3, 20)
    decision = "accepted" if journey.happens(journey.rates.redirection_accepted) else "denied"
    journey.move(
        "redirect",
        requested_kind="qualification",
        decision=decision,
        reason="Projet revu avec la personne.",
        episode=journey.fresh_key() if decision == "accepted" else None,
    )
    if decision == "accepted":
        journey.wait(5, 30)
        needs = journey.standing.needs
        refresher = needs is not None and needs.refresher
        data = {"refresher": refresher, "domains": list(needs.domains) if needs else [], "support": False}
        journey.move("complete_orientation", needs=data, reason="Nouveau projet validé.")


def _follow(journey: Journey) -> None:
    """Checks at 3, 6 and 12 months; some come back, and walk again."""
    left = journey.standing.exit
    if left is None or journey.standing.stage != Stage.FOLLOW_UP:
        return
    if journey.happens(journey.rates.returns):
        journey.wait(30, 200)
        _come_back(journey)
        _follow(journey)
        return
    for months in (3, 6, 12):
        journey.day = max(journey.day, add_months(left.on, months))
        if months == LAST_CHECK or journey.happens(journey.rates.check_done):
            journey.move("check_employment", at_months=months, employed=employed_then(journey))


def _come_back(journey: Journey) -> None:
    """A new start after an exit; who was never oriented is oriented first."""
    journey.move("reopen", reason="Le contrat s’est arrêté, la personne revient.")
    if not journey.standing.oriented() and not _orient(journey):
        return
    needs = journey.standing.needs
    if needs is not None and needs.refresher and not journey.standing.completed(Kind.REFRESHER):
        _train(journey)
        return
    if undergo(journey, "qualification") and journey.standing.stage == Stage.BETWEEN:
        leave(journey, journey.rates.employed_after_qualification)
