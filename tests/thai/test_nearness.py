import pytest
from hypothesis import given
from hypothesis import strategies as st

from thai.nearness import Near, nearest

few = st.text(alphabet="กขค", max_size=9)


def by_hand(word, text):
    """Letters wrong between a word and the nearest part of a text, by the usual table."""
    before = [0] * (len(text) + 1)
    for place, letter in enumerate(word, 1):
        row = [place]
        for other_place, other in enumerate(text, 1):
            row.append(min(before[other_place] + 1, row[-1] + 1, before[other_place - 1] + (letter != other)))
        before = row
    return min(before)


@pytest.mark.parametrize(
    ("word", "text", "near"),
    [
        ("สมาคน", "|สมาคมเด็ก|", Near(1, 1, 6)),
        ("เด็ก", "|สมาคมเด็ก|", Near(0, 6, 10)),
        ("", "กข", Near(0, 0, 0)),
        ("กข", "", Near(2, 0, 0)),
    ],
)
def test_nearest(word, text, near):
    found = nearest(word, text)
    assert found.wrong == near.wrong
    assert by_hand(word, text[found.start : found.end]) == near.wrong
    assert found.end <= len(text)


@given(few, few)
def test_as_counted_by_hand(word, text):
    found = nearest(word, text)
    assert found.wrong == by_hand(word, text)
    assert by_hand(word, text[found.start : found.end]) == found.wrong
