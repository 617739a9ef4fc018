"""How Moodle divides the marks among several right options."""

from __future__ import annotations

from decimal import Decimal

_GRADES = {
    1: "100",
    2: "50",
    3: "33.33333",
    4: "25",
    5: "20",
    6: "16.66667",
    7: "14.28571",
    8: "12.5",
    9: "11.11111",
    10: "10",
}


def shares(count: int) -> list[Decimal]:
    """Percentages of `count` options that make 100 together.

    Moodle takes no others than those of its list (`question_bank::fraction_options_full`,
    in `question/engine/bank.php`), unless who imports says otherwise, and asks that they make
    100 to two digits. Elevenths and smaller parts are not on it: tens and fives stand for them.
    Of more than twenty parts no list can be made; they are what they are.
    """
    if count <= 10:
        return [Decimal(_GRADES[count])] * count
    if count > 20:
        return [round(Decimal(100) / count, 5)] * count
    fives = 2 * (count - 10)
    return [Decimal(10)] * (count - fives) + [Decimal(5)] * fives
