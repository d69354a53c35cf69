"""Measures one job against another in the same run: A B, B A, and the median of the ratios."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Job = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one comparison found: milliseconds of CPU of each job, and both ratios. `bar`: what must not be passed."""

    what: str
    job_ms: float
    floor_ms: float
    cpu: float
    wall: float
    bar: float

    @property
    def line(self) -> str:
        """The line of the table."""
        beyond = "" if self.cpu <= self.bar else "  beyond the bar"
        return (
            f"{self.what:<58}{self.job_ms:>10.2f}{self.floor_ms:>10.2f}{self.cpu:>8.2f}{self.wall:>8.2f}{self.bar:>8.1f}"
            f"{beyond}"
        )


HEAD = f"{'job ÷ floor':<58}{'job ms':>10}{'floor ms':>10}{'CPU ÷':>8}{'wall ÷':>8}{'bar':>8}"


def compared(what: str, job: Job, floor: Job, *, bar: float, rounds: int, scale: float = 1.0) -> Measured:
    """Compare two jobs over rounds; `scale` divides the ratios when the job has that many times the work."""
    timed(job), timed(floor)  # caches, prepared statements and compiled templates are there for both
    found = []
    for turn in range(rounds):
        first, second = (job, floor) if turn % 2 else (floor, job)
        one, two = timed(first), timed(second)
        found.append((one, two) if turn % 2 else (two, one))
    cpu = median(a[0] / b[0] for a, b in found) / scale
    wall = median(a[1] / b[1] for a, b in found) / scale
    return Measured(what, 1000 * median(a[0] for a, _ in found), 1000 * median(b[0] for _, b in found), cpu, wall, bar)


def timed(job: Job) -> tuple[float, float]:
    """Seconds of this process's CPU, and seconds on the wall."""
    cpu, wall = time.process_time(), time.perf_counter()
    job()
    return time.process_time() - cpu, time.perf_counter() - wall
