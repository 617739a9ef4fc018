"""What differs between QTI 2.1 and QTI 3.0: names, namespaces, and one more element.

QTI 3.0 puts `qti-` before the names of its elements, writes names with hyphens, and
lets feedback and rubrics hold a `qti-content-body`
(https://www.imsglobal.org/spec/qti/v3p0/impl).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from selfcheck.exchange.qti.xml import HTML

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WITH_BODY = frozenset({"feedbackBlock", "modalFeedback", "rubricBlock"})


@dataclass(frozen=True)
class Dialect:
    """One version of QTI: how its files are called, and where its schemas lie."""

    namespace: str
    schema: str
    package_namespace: str
    package_schema: str
    package: tuple[str, str]
    """The names of the schema of a package, and of its version."""
    item_type: str
    test_type: str
    hyphens: bool

    def write(self, root: Element) -> bytes:
        """An item or a test as a file."""
        return file(self.named(root), self.namespace, {self.namespace: self.schema})

    def named(self, node: Element) -> Element:
        """A copy of an element, with the names of this dialect."""
        if not self.hyphens:
            return node
        html = node.tag in HTML
        made = Element(
            node.tag if html else f"qti-{_hyphenated(node.tag)}",
            {key if html else _hyphenated(key): value for key, value in node.attrib.items()},
        )
        made.tail = node.tail
        inner = made
        if node.tag in _WITH_BODY:
            inner = Element("qti-content-body")
            made.append(inner)
        inner.text = node.text
        inner.extend([self.named(child) for child in node])
        return made


def file(root: Element, namespace: str, schemas: dict[str, str]) -> bytes:
    """A document whose elements, none of them with a prefix, are in one namespace."""
    root.attrib.update(
        {
            "xmlns": namespace,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": " ".join(word for pair in schemas.items() for word in pair),
        }
    )
    written: bytes = tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"


def _hyphenated(name: str) -> str:
    return _HUMP.sub("-", name).lower() if ":" not in name else name


QTI_2 = Dialect(
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    package_namespace="http://www.imsglobal.org/xsd/imscp_v1p1",
    package_schema="http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd",
    package=("QTIv2.1 Package", "1.0.0"),
    item_type="imsqti_item_xmlv2p1",
    test_type="imsqti_test_xmlv2p1",
    hyphens=False,
)
QTI_3 = Dialect(
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    schema="https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    package_namespace="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    package_schema=(
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd"
    ),
    package=("QTI Package", "3.0.0"),
    item_type="imsqti_item_xmlv3p0",
    test_type="imsqti_test_xmlv3p0",
    hyphens=True,
)
