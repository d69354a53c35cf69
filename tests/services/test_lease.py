"""One worker at a time: the lease is taken, renewed, given back, and taken over when its holder is no more."""

import socket

from parcours_app.services import lease

ELSEWHERE, OTHER = "elsewhere:1", "elsewhere:2"


def test_one_holder_at_a_time(session, clock):
    assert lease.hold(ELSEWHERE, clock.now())
    assert not lease.hold(OTHER, clock.now())
    clock.advance(seconds=20)
    assert lease.hold(ELSEWHERE, clock.now())
    clock.advance(seconds=20)
    assert not lease.hold(OTHER, clock.now())


def test_a_lease_that_is_not_renewed_ends(session, clock):
    lease.hold(ELSEWHERE, clock.now())
    clock.advance(seconds=31)
    assert lease.hold(OTHER, clock.now())
    assert not lease.hold(ELSEWHERE, clock.now())


def test_a_lease_given_back_is_free_at_once(session, clock):
    lease.hold(ELSEWHERE, clock.now())
    lease.release(ELSEWHERE, clock.now())
    assert lease.hold(OTHER, clock.now())


def test_nobody_waits_for_a_process_of_this_machine_that_is_dead(session, clock):
    lease.hold(f"{socket.gethostname()}:{2**22 + 1}", clock.now())
    assert lease.hold(OTHER, clock.now())


def test_the_living_keep_it(session, clock):
    lease.hold(f"{socket.gethostname()}:1", clock.now())
    assert not lease.hold(OTHER, clock.now())
