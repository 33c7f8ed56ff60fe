"""The rows of the list as they are written."""

from __future__ import annotations

from django.template import Context, Template

from organisations.list_columns import Shown
from organisations.search.why import Part, Reason, Why
from organisations.tables import Cell, Row

EVIL = "<b>\"'&"
SAFE = "&lt;b&gt;&quot;&#x27;&amp;"


def written(row: Row, *, selectable: bool = False) -> str:
    template = Template("{% load list_rows %}{% list_rows rows selectable %}")
    return template.render(Context({"rows": [row], "selectable": selectable}))


def test_every_text_of_a_row_is_escaped() -> None:
    row = Row(name=EVIL, url=f"/{EVIL}", code=EVIL, form=EVIL, cells=[Cell(EVIL, False, Shown(EVIL))])
    assert written(row) == (
        f'<tr><th scope="row"><a class="row-link" href="/{SAFE}">{SAFE}</a><span class="row-note">{SAFE} · '
        f'<span class="nowrap">{SAFE}</span></span></th><td data-label="{SAFE}">{SAFE}</td></tr>'
    )
    assert f'name="chosen" value="{SAFE}" aria-label="เลือก {SAFE}"' in written(row, selectable=True)


def test_what_matched_is_marked_and_said() -> None:
    why = Why([Part("a"), Part(EVIL, marked=True)], [Reason("Former name", [Part(EVIL)]), Reason("Code", [])])
    row = Row(name="a", url="/a", code="c", form="f", cells=[], why=why)
    assert written(row) == (
        f'<tr><th scope="row"><a class="row-link" href="/a">a<mark>{SAFE}</mark></a><span class="row-note">f · '
        f'<span class="nowrap">c</span></span><span class="row-note">Former name: {SAFE}</span>'
        '<span class="row-note">Code</span></th></tr>'
    )
