"""Numbers as Moodle writes them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation


def written(number: Decimal) -> str:
    """A number with a decimal point, and neither an exponent nor needless noughts."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def read(text: str) -> Decimal | None:
    """A number, or None if it is none that can be counted with."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    # A number of a thousand digits would be slow to write, and no answer has one.
    return number if number.is_finite() and abs(number.adjusted()) <= 300 else None


def plain(number: Decimal) -> int | float:
    """A number as the quiz language has it."""
    return int(number) if number == number.to_integral_value() else float(number)
