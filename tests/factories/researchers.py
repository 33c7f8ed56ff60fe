from datetime import date

import factory

from researchers.models import Researcher, Work


class ResearcherFactory(factory.django.DjangoModelFactory[Researcher]):
    """A researcher of Chiang Mai who agreed to be listed; `consented_on=None` for one who has not."""

    class Meta:
        model = Researcher

    title = "ดร."
    name_th = factory.Sequence(lambda n: f"นักวิจัย ลำดับที่{n}")
    affiliation = "คณะสังคมศาสตร์ มหาวิทยาลัยทดสอบ"
    position = "อาจารย์ประจำ"
    issues = ["01"]
    expertise = ["E03"]
    province_id = "50"
    phone = "053-000-001"
    email = "researcher@example.org"
    consented_on = date(2021, 7, 1)


class WorkFactory(factory.django.DjangoModelFactory[Work]):
    class Meta:
        model = Work

    researcher = factory.SubFactory(ResearcherFactory)
    title = "บทบาทภาคประชาสังคมในระดับตำบล"
    year = 2564
