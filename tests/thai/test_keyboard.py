import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai import keyboard
from thai.keyboard import as_latin, as_thai, in_other_layout


def test_every_key_has_two_letters():
    assert len(keyboard._TO_THAI) == len(keyboard._TO_LATIN) == 94


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("l,k8,", "สมาคม"),
        (",^]obTb", "มูลนิธิ"),
        ("g=up'.s,j", "เชียงใหม่"),
        ("้ำสสน", "hello"),
        ("ดนีืกฟะรนื", "foundation"),
        ("แ้รฟืเ ทฟร", "chiang mai"),
    ],
)
def test_the_other_layout(typed, meant):
    assert in_other_layout(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["มูลนิธิ", "สมาคมเด็ก", "foundation", "children", "women", "", "   ", "2565", "CSO-0012340", "a", "😀", "\x00"],
)
def test_what_is_meant_as_typed(typed):
    assert in_other_layout(typed) is None


@given(st.text(alphabet=st.sampled_from(keyboard._QWERTY + keyboard._QWERTY_SHIFT)))
def test_there_and_back(text):
    assert as_latin(text.translate(keyboard._THAI_TABLE)) == text


@given(st.text())
def test_never_fails(text):
    as_thai(text)
    in_other_layout(text)
