"""Foreign HTML becomes Markdown that says the same words."""

from __future__ import annotations

import re
from html import escape, unescape

from hypothesis import given
from hypothesis import strategies as st

from selfcheck.book import Book
from selfcheck.exchange import Texts
from selfcheck.exchange.foreign_html import from_plain, markdown

TEXTS = Texts(Book())

SIGNS = "*_`[](){}<>#+-.!|\\&~=:@\"'“ /1aZé\n"
NASTY = st.one_of(
    st.text(SIGNS, min_size=1, max_size=30),
    st.sampled_from(
        [
            "1. one", "- one", "> one", "# one", "+ one", "----", "***", "| a | b |", "&amp;",
            "&#65;", "<b>", "<http://x.y>", "<a@b.cd>", "[a](b)", "![a](b)", "[a]: b", "{gap}",
            "@smith2001", "[@smith2001]", "[[term]]", "[[=figure]]", "a -- b", "a...", "....",
            "\\*", "`` ` ``", "http://x.y/_a_", "snake_case_name", "    code", "~~~", "=====",
        ]
    ),
)  # fmt: skip


def words(html: str) -> str:
    """What stands on the page: quotation marks may have been made curly, spaces joined."""
    html = re.sub(r"</?(?:p|br|li|ul|ol|div|tr|td|th|table|blockquote|pre)\b[^>]*>", " ", html)
    text = unescape(re.sub(r"<[^>]*>", "", html))
    for curly, straight in ("“\"", "”\"", "‘'", "’'"):  # fmt: skip
        text = text.replace(curly, straight)
    return " ".join(text.split())


def same_again(html: str) -> bool:
    """Whether rendering gives the same elements once more."""
    once = TEXTS.html(markdown(html))
    return bool(normal(TEXTS.html(markdown(once))) == normal(once))


def normal(html: str) -> str:
    return re.sub(r"\s*(</?\w[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", html))


@given(NASTY)
def test_plain_words_are_no_marks(text: str) -> None:
    assert words(TEXTS.html(from_plain(text))) == words(escape(text))
    assert words(TEXTS.html(markdown(escape(text)))) == words(escape(text))


INLINE = st.recursive(
    NASTY.map(lambda text: escape(text.replace("`", ""))),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["em", "strong", "b", "i", "span", "code", 'a href="http://x.y/(_z"']),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
BLOCK = st.recursive(
    INLINE.map(lambda html: f"<p>{html}</p>"),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: f"<ul>{''.join(f'<li>{each}</li>' for each in items)}</ul>"
        ),
        st.lists(INLINE, min_size=1, max_size=3).map(
            lambda items: f"<ol>{''.join(f'<li>{each}</li>' for each in items)}</ol>"
        ),
        inner.map(lambda html: f"<blockquote>{html}</blockquote>"),
        inner.map(lambda html: f"<div>{html}</div>"),
        st.lists(INLINE, min_size=2, max_size=2).map(
            lambda cells: (
                "<table><tr><th>a</th><th>b</th></tr><tr>"
                + "".join(f"<td>{each}</td>" for each in cells)
                + "</tr></table>"
            )
        ),
    ),
    max_leaves=5,
)


@given(st.lists(BLOCK, min_size=1, max_size=3).map("".join))
def test_elements_keep_their_words(html: str) -> None:
    assert words(TEXTS.html(markdown(html))) == words(html)
