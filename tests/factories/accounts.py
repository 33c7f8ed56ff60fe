from __future__ import annotations

import factory

from accounts.models import User, UserProvince
from accounts.permissions import Role

PASSWORD = "registry-demo"


class UserFactory(factory.django.DjangoModelFactory):
    """An account; `provinces=["50"]` gives its scope. Demo accounts need no second factor."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    name = factory.Sequence(lambda n: f"บุคคลที่ {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.go.th")
    role = Role.STAFF
    is_demo = True
    is_staff = factory.LazyAttribute(lambda user: user.role == Role.ADMIN)
    is_superuser = factory.LazyAttribute(lambda user: user.role == Role.ADMIN)
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def provinces(user: User, create, extracted, **kwargs):  # noqa: N805 - factory_boy hands over what it made, not itself
        for code in extracted or []:
            UserProvince.objects.create(user=user, province_id=code)
