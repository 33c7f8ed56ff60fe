"""What tells pairs apart before they are compared is never stricter than comparing; texts are laid as difflib does."""

from difflib import SequenceMatcher

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.duplicates.differ import lookalikes
from bench.duplicates.same import true_pairs
from organisations.duplicates import comparing, words
from organisations.duplicates.aligning import share_of_letters, steps_between
from organisations.duplicates.bounds import may_be_slips, may_reach
from organisations.duplicates.reading import read_name
from organisations.duplicates.scoring import Subject, _name_points, possible, score

_FILLERS = sorted(words.fillers())
_PARTS = sorted([*_FILLERS[::3], "หนองบัว", "แม่ริม", "เด็ก", "สตรี", "ใต้", "แสงตะวัน", "ก", "บ", "าน", "ะ", "น"])
folded = st.lists(st.sampled_from(_PARTS), max_size=6).map(lambda parts: words.folded("".join(parts)))
# Names with the same beginnings and ends, as those of one subdistrict have.
names = st.tuples(
    st.sampled_from(["", "กลุ่ม", "กลุ่มสตรี", "กองทุนสวัสดิการชุมชน", "มูลนิธิ", "สภาองค์กรชุมชนตำบล"]),
    st.lists(st.sampled_from([*_PARTS, "บ้าน", " ", "2", " หมู่ 3", "ฯ"]), max_size=5).map("".join),
    st.sampled_from(["", " ตำบลแม่ริม", " จังหวัดเชียงใหม่", " 4", " จำกัด"]),
).map("".join)


@given(st.text("กขคงบา", max_size=12), st.text("กขคงบา", max_size=12))
def test_steps_are_those_of_difflib(one, other):
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    assert [step for step in matcher.get_opcodes() if step[0] != "equal"] == steps_between(one, other)
    assert matcher.quick_ratio() == share_of_letters(one, other)


@given(folded, folded)
@settings(max_examples=300)
def test_what_slips_alone_tell_apart_may_be_slips(one, other):
    assert may_be_slips(one, other) or not comparing._slips(*sorted((one, other)))


@given(names, names)
@settings(max_examples=300)
def test_no_comparison_brings_more_points_than_may_be_reached(one, other):
    mine, its = read_name(one, "50"), read_name(other, "50")
    points = _name_points(comparing.compare(mine, its), former=False)
    assert points <= 1 or may_reach(mine, its, points)


@given(names, names, st.sampled_from([{}, {"phone": "053-111-222"}, {"registration_number": "12/2545"}]))
@settings(max_examples=200)
def test_the_possible_are_those_of_such_a_score(one, other, both):
    subjects = [Subject.of({"name_th": name, "subdistrict_id": "500701", **both}) for name in (one, other)]
    match = score(*subjects)
    assert possible(*subjects) == (match if match.is_possible else None)


def test_the_possible_of_made_pairs(db):
    for pairs in (true_pairs, lookalikes):
        for _rule, one, other in pairs(200, 11):
            match = score(Subject.of(one), Subject.of(other))
            assert possible(Subject.of(one), Subject.of(other)) == (match if match.is_possible else None)


def test_short_names_with_nothing_in_common_may_be_slips_within_the_whole():
    names = [read_name(f"สมาคม{name} ตำบลแม่ริม", "50") for name in ("กข", "ปร")]
    points = _name_points(comparing.compare(*names), former=False)
    assert (points > 1, may_reach(*names, points)) == (True, True)


def test_a_filler_may_be_seen_shifted():
    # The second บ of กบานบ may be what is left out, or the first.
    assert may_be_slips("หนองกบานบัวหลวง", "หนองกบัวหลวง") is True
