"""A YAML file becomes data with lines, or is refused with the line and the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.reading import MAX_BYTES, DocumentError, read


def problems(content: bytes) -> list[tuple[int, str]]:
    with pytest.raises(DocumentError) as refused:
        read(content)
    return [(problem.line, problem.said_in("en")) for problem in refused.value.problems]


def test_every_part_knows_its_line():
    document = read(b"code: a\nlevels:\n  - code: x\n    name_th: y\n")
    assert document.data == {"code": "a", "levels": [{"code": "x", "name_th": "y"}]}
    assert document.line("levels", 0, "name_th") == 4
    assert document.line("levels", 0, "name_en") == 3
    assert document.line("nothing") == 1


def test_a_date_stays_text_and_numbers_are_numbers():
    assert read(b"a: 2021-03-30\nb: 81000000\nc: 1.5\nd: true\ne: '5'\nf:\n").data == {
        "a": "2021-03-30",
        "b": 81_000_000,
        "c": 1.5,
        "d": True,
        "e": "5",
        "f": None,
    }


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "A plan document is one list"),
        (b"- a\n- b\n", 1, "A plan document is one list"),
        (b"a: 1\n---\nb: 2\n", 3, "A plan document is one list"),
        (b"a: 1\nb: [1, 2\nc: 3\n", 3, "This line cannot be read as YAML"),
        (b"a: 1\n\tb: 2\n", 2, "This line cannot be read as YAML"),
        (b"a: 1\nb: \x07\n", 2, "This line cannot be read as YAML"),
        (b'a: 1\nb: "\\0"\n', 2, "This text holds a character that cannot be shown"),
        (b"a: 1\na: 2\n", 2, "\u201ca\u201d is given twice here"),
        (b"a: &x [1]\nb: *x\n", 1, "This repeats another part by an anchor"),
        (b"a: !!python/object:os.system x\n", 1, "Write plain text or a number here"),
        (b"a: 1\n[1, 2]: 2\n", 2, "A name before a colon must be one word"),
        ("ก: ข\n".encode("tis-620"), 1, "This is not text in UTF-8"),
        (b"a: " + b"[" * 60 + b"]" * 60, 1, "This part is nested too deep"),
        (b"a: " + b"[" * 50_000, 1, "This part is nested too deep"),
        (b"a" * (MAX_BYTES + 1), 1, "The file is larger than 2 MB"),
    ],
)
def test_what_is_not_a_document_is_refused_with_line_and_reason(content, line, reason):
    found = problems(content)
    assert [number for number, _said in found] == [line]
    assert found[0][1].startswith(reason)


def test_the_reason_is_said_in_thai_as_well():
    with pytest.raises(DocumentError) as refused:
        read(b"a: 1\na: 2\n")
    assert refused.value.problems[0].said_in("th") == "“a” ระบุไว้สองครั้ง โปรดเหลือไว้ครั้งเดียว"


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fall_over(content):
    try:
        document = read(content)
    except DocumentError:
        return
    assert isinstance(document.data, dict)
