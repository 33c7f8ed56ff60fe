"""Words that very many records hold: searches find the same, whether a word is kept or not."""

import random
import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import Case, IntegerField, Value, When
from hypothesis import given
from hypothesis import strategies as st

from organisations import facets, search
from organisations.choices import State
from organisations.listing import checking, common_words
from organisations.models import CommonWord, Organisation, Searchable, WordHit
from organisations.scope import scope_of
from organisations.search import ranking
from organisations.search.words import Word, Words
from organisations.tasks import tidy_listing
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db
NAMES = ("สมาคมเด็ก", "สมาคม", "มูลนิธิสมาคม", "ชมรมเด็กดี", "กลุ่มเด็ก", "มูลนิธิป่าไม้")


def registry(count=30):
    pick = random.Random(7)
    for number in range(count):
        OrganisationFactory(
            name_th=f"{pick.choice(NAMES)}{pick.choice(['', ' ๑', ' เหนือ'])}",
            former_names=pick.choice([[], ["สมาคม"], ["เด็ก"]]),
            objectives=pick.choice(["", "ดูแลเด็กในชุมชน", "ช่วยสมาคมอื่น"]),
            province_id=pick.choice(["50", "90"]),
            state=State.VERIFIED if number % 3 else State.DRAFT,
        )


def keep(word):
    common_words.want(word)
    return common_words.learn()


def answer(q, user, chosen=(), sort="relevance"):
    asked = search.understand(q, Organisation.objects.visible_to(user))
    wanted = facets.Wanted(sort, 1, 10)
    return asked, facets.ask(scope_of(user), dict(chosen), asked, wanted=wanted)


@pytest.mark.parametrize("q", ["สมาคม", "เด็ก", "เด็กดี", "เชียงใหม่", "ไม่มีใคร"])
@pytest.mark.parametrize("chosen", [{}, {"province": ["50"], "issue": ["01"]}])
@pytest.mark.parametrize("sort", ["relevance", "name"])
def test_a_list_is_the_same_with_the_word_kept(admin, coordinator, q, chosen, sort):
    registry()
    people = (admin, coordinator, AnonymousUser())
    before = [answer(q, user, chosen, sort) for user in people]
    hits = keep(search.understand(q, Organisation.objects.all()).word)
    assert [answer(q, user, chosen, sort) for user in people] == before
    assert hits == Organisation.objects.filter(pk__in=WordHit.objects.values("organisation_id")).count()


def test_what_is_kept_is_what_is_read(admin):
    registry()
    assert keep("สมาคม") > 0
    found = answer("สมาคม", admin)[1].counts.total
    WordHit.objects.filter(pk__in=WordHit.objects.values("pk")[:2]).delete()
    assert answer("สมาคม", admin)[1].counts.total == found - 2


def test_a_word_that_only_unseen_records_hold_is_looked_for_loosely(admin):
    OrganisationFactory(name_th="ชมรมผีเสื้อ", state=State.DRAFT)
    OrganisationFactory(name_th="ชมรมผีเสือ")
    assert keep("ผีเสื้อ") == 1
    assert answer("ผีเสื้อ", admin)[0].loose is False
    asked, found = answer("ผีเสื้อ", AnonymousUser())
    assert (asked.loose, found.counts.total) == (True, 1)


@given(
    names=st.lists(st.text("กขเด|", min_size=1, max_size=6), min_size=1, max_size=4),
    place=st.text("กขเ", max_size=4),
    objectives=st.text("กขเด", max_size=6),
    word=st.text("กขเด", min_size=1, max_size=3),
)
def test_a_kept_rank_is_the_level_that_ranking_gives(names, place, objectives, word):
    text = f"|{'|'.join(names)}|/|{place}|/|{objectives}|"
    levels = ranking.by_words(Words((Word((word,)),)), loose=False)
    cases = [When(level, then=Value(number)) for number, level in enumerate(levels)]
    by_levels = Case(*cases, default=Value(len(cases)), output_field=IntegerField())
    Searchable.objects.all().delete()
    Searchable.objects.create(organisation_id=1, search_text=text)
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_rank(%s, %s)", [text, word])
        assert cursor.fetchone()[0] == Searchable.objects.annotate(level=by_levels).get().level


def test_only_what_is_found_very_often_is_wanted(client_of, admin, monkeypatch):
    registry(9)
    monkeypatch.setattr(common_words, "COMMON", 3)
    for q in ("ไม่มีใคร", "สมาคมเด็ก เหนือ", "สม", "มูลนิธิป่าไม้"):
        client_of(admin).get("/organisations/", {"q": q})
    assert [*CommonWord.objects.all()] == []
    client_of(admin).get("/organisations/", {"q": "สมาคม"})
    client_of(admin).get("/organisations/", {"q": "สมาคม", "page": 2})
    assert [*CommonWord.objects.values_list("key", "hits")] == [("สมาคม", None)]
    assert tidy_listing() > 0
    word = CommonWord.objects.get()
    assert word.hits == WordHit.objects.filter(word=word.pk).count() > 3
    client_of(admin).get("/organisations/", {"q": "สมาคม"})
    assert CommonWord.objects.get().pk == word.pk


def test_the_oldest_word_goes_where_they_are_too_many(monkeypatch):
    registry(5)
    monkeypatch.setattr(common_words, "MOST_KEPT", 2)
    for word in ("สมาคม", "เด็ก", "ชมรม"):
        keep(word)
    assert [*CommonWord.objects.order_by("pk").values_list("key", flat=True)] == ["เด็ก", "ชมรม"]
    assert checking.differences().words == 0
    monkeypatch.setattr(common_words, "MOST_HITS_A_RECORD", 0)
    keep("ชุมชน")
    assert [*CommonWord.objects.values_list("key", flat=True)] == ["ชุมชน"]
    assert checking.differences().words == 0


def test_no_more_than_some_words_are_wanted_at_once(monkeypatch):
    monkeypatch.setattr(common_words, "MOST_WANTED", 2)
    for word in ("หนึ่ง", "สอง", "สาม"):
        common_words.want(word)
    assert [*CommonWord.objects.order_by("pk").values_list("key", flat=True)] == ["หนึ่ง", "สอง"]
    assert common_words.learn() == 0
    assert CommonWord.objects.get(key="หนึ่ง").hits == 0


@pytest.mark.django_db(transaction=True)
def test_a_long_write_is_not_waited_for(admin):
    """Whoever writes for long keeps the word from being learnt, and nobody else from writing."""
    registry(3)
    common_words.want("สมาคม")
    ready, done = threading.Event(), threading.Event()

    def write():
        try:
            with transaction.atomic():
                OrganisationFactory(name_th="สมาคมสี่")
                ready.set()
                done.wait(30)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert ready.wait(30)
    assert common_words.learn() == 0
    done.set()
    writer.join()
    assert common_words.learn() == Searchable.objects.filter(search_text__contains="สมาคม").count()
    assert checking.differences().words == 0
