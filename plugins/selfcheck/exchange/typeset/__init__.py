"""From HTML to print: PDF by Typst, tagged for screen readers.

`html_to_typst` makes Typst code of HTML, `compile` makes a PDF of Typst code. No text is
ever markup or code to Typst: it is a string, and its quotation marks are escaped.
"""

from selfcheck.exchange.typeset.compiler import TypesettingError, compile
from selfcheck.exchange.typeset.from_html import html_to_typst
from selfcheck.exchange.typeset.literal import Code, call, code, language, literal
from selfcheck.exchange.typeset.pictures import take_out_pictures

__all__ = [
    "Code",
    "TypesettingError",
    "call",
    "code",
    "compile",
    "html_to_typst",
    "language",
    "literal",
    "take_out_pictures",
]
