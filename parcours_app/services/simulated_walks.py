"""How simulated people walk their pathway: orientation, trainings, redirection, follow-up, returns."""

from parcours_app.services.simulated_exits import check, leave
from parcours_app.services.simulated_jobs import at_work, working_life
from parcours_app.services.simulated_journey import Journey, Later
from parcours_app.services.simulated_people import YOUNG
from parcours_app.services.simulated_support import begin_support
from parcours_app.services.simulated_trainings import goes_on, undergo
from workflows.calendar import add_months
from workflows.effects import LAST_CHECK
from workflows.episode import Kind
from workflows.fields import CHANNELS, DOMAINS
from workflows.follow_up import CHECK_MONTHS
from workflows.stage import Stage


def live(journey: Journey) -> None:
    """Walk from the day after the opening to the last day or the end of the follow-up."""
    try:
        if _orient(journey):
            _train(journey)
        _follow(journey)
    except Later:
        pass
    journey.day = journey.until
    journey.catch_up()


def _orient(journey: Journey) -> bool:
    """Whether the person is oriented; some leave before."""
    rates = journey.rates
    journey.wait(*rates.before_orientation)
    if journey.happens(rates.leaves_before_orientation):
        leave(journey, rates.employment.at_exit_before_orientation)
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
    journey.wait(*rates.orientation_days)
    facts = journey.standing.facts
    refresher = journey.happens(rates.refresher_by_level.get(facts["level"]["reached"] or 0, 0))
    support = journey.happens(rates.support_young if facts["age"] < YOUNG else rates.support_adult)
    domains = sorted(journey.rng.sample(DOMAINS, journey.rng.randint(1, 3))) if refresher else []
    needs = {"refresher": refresher, "domains": domains, "support": support}
    journey.move("complete_orientation", needs=needs, reason=None if refresher else "Acquis vérifiés en entretien.")
    if support and journey.standing.support is None:
        begin_support(journey)
    return True


def _train(journey: Journey) -> None:
    """Refreshers when needed, then a qualification; leave at the end of the road."""
    needs = journey.standing.needs
    if needs is not None and needs.refresher and not journey.standing.completed(Kind.REFRESHER):
        if not _refresh(journey):
            return
    elif journey.happens(journey.rates.redirected):
        _redirect(journey)
    if undergo(journey, "qualification"):
        leave(journey, journey.rates.employment.at_exit_after_qualification)


def _refresh(journey: Journey) -> bool:
    """One refresher, sometimes a second; whether the person now looks for a qualification. The others have left."""
    while undergo(journey, "refresher"):
        if not goes_on(journey):
            leave(journey, journey.rates.employment.at_exit_otherwise)
            return False
        if not journey.happens(journey.rates.second_refresher):
            return True
    return False


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
        journey.wait(*journey.rates.orientation_days)
        needs = {"refresher": False, "domains": [], "support": False}
        journey.move("complete_orientation", needs=needs, reason="Nouveau projet validé.")


def _follow(journey: Journey) -> None:
    """Checks at 3, 6 and 12 months; some come back, and walk again."""
    left = journey.standing.exit
    if left is None or journey.standing.stage != Stage.FOLLOW_UP:
        return
    if journey.happens(journey.rates.returns):
        journey.wait(*journey.rates.before_return)
        journey.move("reopen", reason="Le contrat s’est arrêté, la personne revient.")
        if journey.standing.oriented() or _orient(journey):
            _train(journey)
        _follow(journey)
        return
    rates, qualified = journey.rates.employment, journey.standing.completed(Kind.QUALIFICATION)
    contracts = working_life(journey.aside, rates, left, qualified=qualified)
    for months in CHECK_MONTHS:
        journey.day = max(journey.day, add_months(left.on, months))
        if months == LAST_CHECK or journey.happens(rates.check_done):
            check(journey, months, at_work(contracts, journey.day))
