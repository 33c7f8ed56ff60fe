import geothai
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from core import figures
from places.geometry import geometry


def test_the_longest_bar_fills_the_strip_and_no_figure_is_not_nought() -> None:
    bars = figures.bars(
        [
            {"label": "a", "value": 50, "target": 200},
            {"label": "b", "value": 100, "url": "/b/"},
            {"label": "c", "value": None},
        ]
    )
    assert [(bar.width, bar.target_at, bar.value, bar.url) for bar in bars] == [
        (250, 1000, 50, ""),
        (500, None, 100, "/b/"),
        (0, None, None, ""),
    ]


def test_bars_of_nothing_but_noughts() -> None:
    assert [bar.width for bar in figures.bars([{"label": "a", "value": 0}])] == [0]


def test_a_line_breaks_where_there_is_no_figure() -> None:
    line = figures.line([0, 10, None, 5])
    assert line.pieces == ["0.0,30.0 40.0,2.0", "120.0,16.0"]
    assert line.last == ("120.0", "16.0")
    assert line.summary == "0 → 10 → – → 5"
    assert figures.line([None]).pieces == []


@given(st.lists(st.one_of(st.none(), st.integers(0, 50)), max_size=80))
def test_equal_figures_have_equal_shades_and_more_is_never_lighter(values: list[int | None]) -> None:
    shaded = figures.shades([{"code": n, "label": "", "value": value} for n, value in enumerate(values)])
    steps = sorted((item.value or 0, item.step) for item in shaded.items)
    assert [step for _value, step in steps] == sorted(step for _value, step in steps)
    assert all((item.step == 0) == (not item.value) for item in shaded.items)
    assert {item.step for item in shaded.items} - {0} == {step for step, _low, _high in shaded.legend}


def test_the_map_has_the_77_provinces_by_their_codes() -> None:
    codes = geometry().provinces
    assert len(codes) == 77
    assert {"10", "38", "50", "90", "96"} <= set(codes)
    assert all(path.startswith("M") and path.endswith("z") for path in codes.values())


def test_a_map_says_its_figures_in_its_table_with_the_same_links() -> None:
    rows = [
        {"code": "50", "label": "เชียงใหม่", "value": 312, "url": "/o/?province=50"},
        {"code": "90", "label": "สงขลา", "value": None},
    ]
    html = Template("{% load province_map %}{% province_map rows title='T' unit='u' %}").render(Context({"rows": rows}))
    assert html.count('href="/o/?province=50"') == 2
    assert html.count('class="scale-5"') + html.count('class="scale-1"') == 2  # the province, and the legend
    assert "ไม่มีข้อมูล" in html


def test_the_map_and_its_places_agree_with_the_official_list() -> None:
    assert set(geometry().provinces) == {province.code for province in geothai.provinces()}
