from hypothesis import given
from hypothesis import strategies as st

from thai.text import matching_key, normalise, search_key, sort_key

thai = st.text(
    alphabet=st.sampled_from("กขฤฦลวอฮะัาำิุูเแโไๅๆ็่้๊์ํ๎ฺฯ๑2aÉ. -\u200b\u0301\u0323\u0334\uf705")
)
texts = st.one_of(st.text(), thai)


@given(texts)
def test_normalising_and_keys_are_idempotent(text):
    assert normalise(normalise(text)) == normalise(text)
    assert search_key(search_key(text)) == search_key(text)
    assert matching_key(matching_key(text)) == matching_key(text)


@given(texts)
def test_keys_do_not_depend_on_the_spelling_that_normalising_mends(text):
    clean = normalise(text)
    assert search_key(clean) == search_key(text)
    assert matching_key(clean) == matching_key(text)
    assert sort_key(clean) == sort_key(text)
