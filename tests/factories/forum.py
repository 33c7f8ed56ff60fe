from __future__ import annotations

import factory
from django.utils import timezone

from forum.models import FollowUp, FollowUpStatus, Forum, Proposal


class ForumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Forum
        django_get_or_create = ["year"]

    year = 2565
    name_th = factory.LazyAttribute(lambda forum: f"เวทีภาคประชาสังคม {forum.year}")


class ProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Proposal

    forum = factory.SubFactory(ForumFactory)
    number = factory.Sequence(lambda n: n + 1)
    text_th = factory.LazyAttribute(lambda proposal: f"ข้อเสนอที่ {proposal.number}")


class FollowUpFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FollowUp

    proposal = factory.SubFactory(ProposalFactory)
    on = factory.LazyFunction(timezone.localdate)
    status = FollowUpStatus.IN_PROGRESS
    text = "หารือกับหน่วยงานที่เกี่ยวข้องแล้ว"
