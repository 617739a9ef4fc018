"""Response processing: the expressions and rules that items are scored with.

Standard templates are not used: programs differ in how they find them, and a rule
that is written out says all.
(https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html, sections 8 and 15)
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from selfcheck.exchange.qti.xml import element


def value(base_type: str, text: str | float) -> Element:
    """A constant."""
    return element("baseValue", {"baseType": base_type}, str(text))


def variable(identifier: str) -> Element:
    """The value of a response or of an outcome."""
    return element("variable", {"identifier": identifier})


def call(operator: str, *operands: Element) -> Element:
    """An operator and what it works on."""
    return element(operator, None, operands)


def is_correct(response: str) -> Element:
    """Whether a response is the correct one."""
    return call("match", variable(response), element("correct", {"identifier": response}))


def is_given(*responses: str) -> Element:
    """Whether one of these was answered at all."""
    given = [call("not", call("isNull", variable(each))) for each in responses]
    return given[0] if len(given) == 1 else call("or", *given)


def mapped(response: str) -> Element:
    """What a response is worth by its mapping."""
    return element("mapResponse", {"identifier": response})


def setting(outcome: str, expression: Element) -> Element:
    """A rule that gives an outcome a value."""
    return element("setOutcomeValue", {"identifier": outcome}, expression)


def naming(outcome: str, name: str) -> Element:
    """A rule that gives an outcome the name of what is to be shown."""
    return setting(outcome, value("identifier", name))


def condition(*branches: tuple[Element | None, Sequence[Element]]) -> Element:
    """Rules for the first test that holds; the branch without a test is for all else."""
    made = element("responseCondition")
    for at, (test, rules) in enumerate(branches):
        if test is None:
            made.append(element("responseElse", None, rules))
        else:
            made.append(element("responseElseIf" if at else "responseIf", None, test, rules))
    return made


def scoring(expression: Element) -> Element:
    """A rule for the score."""
    return setting("SCORE", expression)


def share(number: float) -> str:
    """A part of the score, as exact as a machine holds it."""
    return repr(round(number, 15))
