"""Which sums a handful of lengths can make: bit n of a whole number stands for the sum n."""

from collections.abc import Sequence


def sums(lengths: Sequence[int], most: int) -> list[int]:
    """For each number of lengths, from none to all of them in their order, the sums up to `most` as bits."""
    reached, within = [1], (1 << (most + 1)) - 1
    for length in lengths:
        reached.append(reached[-1] | reached[-1] << length & within)
    return reached


def largest(reached: int, most: int) -> int:
    """The largest sum up to `most` among the sums as bits, 0 where there is none."""
    return (reached & ((1 << (most + 1)) - 1)).bit_length() - 1


def chosen(lengths: Sequence[int], reached: Sequence[int], total: int) -> list[int]:
    """Which of the lengths, by place, make the total: the last ones that can, then those before them."""
    places = []
    for at in range(len(lengths) - 1, -1, -1):
        rest = total - lengths[at]
        if rest >= 0 and reached[at] >> rest & 1:
            places.append(at)
            total = rest
    return places
