"""A package: a test for each quiz, an item for each question, and the list of them all."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from selfcheck.exchange.archives import pack
from selfcheck.exchange.qti.dialects import Dialect, file
from selfcheck.exchange.qti.writing.items import item, item_name
from selfcheck.exchange.qti.xml import blocks, element
from selfcheck.exchange.texts import Texts
from selfcheck.quiz.bank import BankEntry

MANIFEST = "imsmanifest.xml"
# Canvas guesses what an item is, and knows all but these only if the manifest tells. Gaps
# must not be told: it would look for them where they are in its own packages.
_TOLD = frozenset({"orderInteraction"})
_CANVAS = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def package(entries: Sequence[BankEntry], texts: Texts, dialect: Dialect) -> bytes:
    """Quizzes as a package; the manifest comes first, as some programs need it."""
    files: dict[str, bytes] = {}
    resources = element("resources")
    for entry in entries:
        path = f"tests/{entry.name}.xml"
        files[path] = dialect.write(_test(entry, texts))
        test = _resource(f"quiz_{entry.name}", dialect.test_type, path)
        resources.append(test)
        for question in entry.quiz.questions:
            made, interaction = item(entry, question, texts)
            name, path = item_name(entry, question), f"items/{entry.name}/{question.id}.xml"
            files[path] = dialect.write(made)
            listed = _resource(name, dialect.item_type, path)
            if interaction in _TOLD and not dialect.hyphens:
                listed.insert(0, _told(interaction))
            resources.append(listed)
            test.append(element("dependency", {"identifierref": name}))
    return pack({MANIFEST: _manifest(resources, dialect), **files})


def _test(entry: BankEntry, texts: Texts) -> Element:
    quiz = entry.quiz
    session = {"maxAttempts": "0", "showFeedback": "true", "allowReview": "true"}
    section = element(
        "assessmentSection",
        {"identifier": f"section_{entry.name}", "title": quiz.title, "visible": "true"},
    )
    if quiz.description or quiz.introduction:
        rubric = element("rubricBlock", {"view": "candidate"})
        if quiz.description:
            rubric.append(element("p", {"class": "selfcheck-description"}, quiz.description))
        if quiz.introduction:
            introduction = blocks(texts.html(quiz.introduction))
            rubric.append(element("div", {"class": "selfcheck-introduction"}, introduction))
        section.append(rubric)
    for question in quiz.questions:
        reference = {
            "identifier": item_name(entry, question),
            "href": f"../items/{entry.name}/{question.id}.xml",
        }
        section.append(element("assessmentItemRef", reference))
    score = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    all_scores = element("testVariables", {"variableIdentifier": "SCORE"})
    part = {
        "identifier": f"part_{entry.name}",
        "navigationMode": "nonlinear",
        "submissionMode": "individual",
    }
    return element(
        "assessmentTest",
        {"identifier": f"quiz_{entry.name}", "title": quiz.title, "toolName": "mkdocs-selfcheck"},
        element("outcomeDeclaration", score),
        element("testPart", part, element("itemSessionControl", session), section),
        element(
            "outcomeProcessing",
            None,
            element("setOutcomeValue", {"identifier": "SCORE"}, element("sum", None, all_scores)),
        ),
    )


def _resource(name: str, kind: str, path: str) -> Element:
    attributes = {"identifier": name, "type": kind, "href": path}
    return element("resource", attributes, element("file", {"href": path}))


def _told(interaction: str) -> Element:
    kind = element("interactionType", None, interaction)
    return element("metadata", None, element("qtiMetadata", {"xmlns": _CANVAS}, kind))


def _manifest(resources: Element, dialect: Dialect) -> bytes:
    schema, version = dialect.package
    root = element(
        "manifest",
        {"identifier": "selfcheck_package"},
        element(
            "metadata",
            None,
            element("schema", None, schema),
            element("schemaversion", None, version),
        ),
        element("organizations"),
        resources,
    )
    return file(
        root, dialect.package_namespace, {dialect.package_namespace: dialect.package_schema}
    )
