from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from imports.books.book import Book
from organisations.resources import FURTHER, OrganisationResource

ORGANISATIONS = Book(
    slug="organisations",
    title=_("Organisations"),
    resource=OrganisationResource,
    further=FURTHER,
    sheet="องค์กร",
    what="องค์กร",
    example={
        "name_th": "มูลนิธิเพื่อเด็กภาคเหนือ",
        "name_en": "Foundation for Northern Children",
        "legal_form": "มูลนิธิ",
        "registration_number": "ชม. 123/2545",
        "registered_on": "30/3/2545",
        "status": "ดำเนินการ",
        "house_number": "99/1",
        "village_number": "4",
        "road": "สุเทพ",
        "subdistrict": "สุเทพ",
        "district": "เมืองเชียงใหม่",
        "province": "เชียงใหม่",
        "postcode": "50200",
        "phone": "053 123 456",
        "email": "office@example.org",
        "website": "www.example.org",
        "head": "นางสมศรี ใจดี",
        "head_position": "ประธานกรรมการ",
        "coordinator": "นายสมชาย รักเรียน",
        "coordinator_phone": "081 234 5678",
        "issues": "01; ผู้สูงอายุ",
        "expertise": "E04; วิจัยและถอดบทเรียน",
        "targets": "เด็ก; เยาวชน",
        "fields_of_service": "การศึกษา",
        "modes": "ส่งเสริม; พัฒนา",
        "level": "จังหวัด",
        "area_provinces": "เชียงใหม่; ลำพูน",
        "staff_count": "12",
        "volunteer_count": "40",
        "member_count": "1,200",
        "budget": "1.5 ล้านบาท",
        "objectives": "ส่งเสริมการศึกษาของเด็กในพื้นที่สูง",
    },
)
