"""The middle of a few numbers counted by the database, which has no median on both engines. Asks nothing itself."""

from collections import Counter


def median(numbers: Counter[int]) -> int | None:
    """The middle one; of an even number, the lower of the two in the middle; None of nothing."""
    reached, half = 0, (numbers.total() + 1) // 2
    for number in sorted(numbers):
        reached += numbers[number]
        if reached >= half:
            return number
    return None
