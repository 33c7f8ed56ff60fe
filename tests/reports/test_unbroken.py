from places import official
from reports.builders.unbroken import unbroken


def test_provinces_and_the_plans_words_are_kept_whole_the_longest_first():
    words = unbroken()
    assert {province.name_th for province in official.provinces()} < set(words)
    assert "กลไก" in words
    assert [len(word) for word in words] == sorted((len(word) for word in words), reverse=True)
