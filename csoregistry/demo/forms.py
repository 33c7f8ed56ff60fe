"""What organisations of one legal form have in common: how large they are, who registers them, how far they work."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

from csoregistry.demo.causes import COUNCIL, ENTERPRISE, FAITH, FAMILY, FORMS, PRODUCT, SAVINGS, WELFARE, Cause

_CAUSES = {
    "welfare-fund": WELFARE, "welfare-organisation": WELFARE, "tambon-council": COUNCIL, "savings-group": SAVINGS,
    "community-enterprise": PRODUCT, "family-centre": FAMILY, "religious": FAITH, "social-enterprise": ENTERPRISE,
    "cooperative": SAVINGS,
}  # fmt: skip
# Median of staff, volunteers, members and yearly budget in baht.
_SIZES = {
    "foundation": (6, 25, 60, 1_800_000), "association": (4, 20, 150, 700_000), "network": (2, 40, 220, 450_000),
    "welfare-fund": (2, 12, 900, 950_000), "welfare-organisation": (2, 12, 400, 400_000),
    "tambon-council": (1, 20, 35, 120_000), "savings-group": (3, 8, 210, 1_400_000),
    "community-enterprise": (3, 5, 28, 600_000), "cooperative": (7, 6, 520, 9_000_000), "group": (1, 10, 45, 90_000),
    "social-enterprise": (9, 6, 20, 3_200_000), "religious": (3, 30, 180, 500_000), "family-centre": (1, 14, 30, 60_000),
    "other-private": (5, 12, 40, 900_000), "other": (2, 10, 30, 200_000),
}  # fmt: skip
_LEVELS = {
    "foundation": ["national", "regional", "provincial", "provincial", "district"],
    "association": ["national", "provincial", "provincial", "district"],
    "network": ["regional", "provincial", "provincial", "district"],
    "social-enterprise": ["national", "provincial", "tambon"],
    "cooperative": ["provincial", "district", "district"],
    "group": ["district", "tambon", "community", "community"],
    "savings-group": ["tambon", "community"],
    "community-enterprise": ["tambon", "community"],
}
_REGISTRARS = {
    "foundation": "กรมการปกครอง", "association": "กรมการปกครอง", "welfare-fund": "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด",
    "welfare-organisation": "กรมพัฒนาสังคมและสวัสดิการ", "tambon-council": "สถาบันพัฒนาองค์กรชุมชน",
    "cooperative": "กรมส่งเสริมสหกรณ์", "community-enterprise": "กรมส่งเสริมการเกษตร", "social-enterprise": "สำนักงานส่งเสริมวิสาหกิจเพื่อสังคม",
    "family-centre": "กรมกิจการสตรีและสถาบันครอบครัว",
}  # fmt: skip
_MARKS = {
    "foundation": "กท", "association": "จ", "welfare-fund": "กส", "welfare-organisation": "อส", "tambon-council": "สอช",
    "cooperative": "สก", "community-enterprise": "วช", "social-enterprise": "วส", "family-centre": "ศพค",
}  # fmt: skip
# Since when there is such a form at all, พ.ศ.
_SINCE = {
    "welfare-fund": 2548, "welfare-organisation": 2546, "tambon-council": 2551, "community-enterprise": 2548,
    "social-enterprise": 2562, "family-centre": 2547, "savings-group": 2527,
}  # fmt: skip
_HEADS = {
    "foundation": "ประธานกรรมการมูลนิธิ", "association": "นายกสมาคม", "network": "ประธานเครือข่าย", "welfare-fund": "ประธานกองทุน",
    "tambon-council": "ประธานสภา", "savings-group": "ประธานกลุ่ม", "cooperative": "ประธานกรรมการ", "group": "ประธาน",
    "social-enterprise": "กรรมการผู้จัดการ",
}  # fmt: skip
_CERTIFIABLE = {"foundation", "association", "welfare-organisation", "welfare-fund", "network", "other-private"}
_ON_THE_WEB = {"foundation", "association", "social-enterprise", "network"}

# So many steps from the smallest to the largest of a kind.
STEPS = 512


def spread(sigma: float) -> list[float]:
    """What to multiply a median by, from the smallest to the largest, each as likely as the others (log-normal)."""
    shape = NormalDist(0, sigma)
    return [2.718281828459045 ** shape.inv_cdf((step + 0.5) / STEPS) for step in range(STEPS)]


_SIZE_SPREAD = spread(0.8)
_MONEY_SPREAD = spread(0.9)


@dataclass(frozen=True)
class Form:
    """A legal form; of each size STEPS values, from small to large."""

    code: str
    cause: Cause | None  # what all of that form are for
    staff: list[str]
    volunteers: list[str]
    members: list[str]
    money: list[int]  # baht a year
    levels: list[str]
    registrar: str
    mark: str  # before registration numbers
    since: int
    head: str
    has_social_workers: bool
    is_certifiable: bool
    is_on_the_web: bool


def _form(code: str) -> Form:
    *sizes, money = _SIZES[code]
    staff, volunteers, members = ([str(int(size * factor)) for factor in _SIZE_SPREAD] for size in sizes)
    return Form(
        code=code,
        cause=_CAUSES.get(code),
        staff=staff,
        volunteers=volunteers,
        members=members,
        money=[max(5_000, int(money * factor) // 1000 * 1000) for factor in _MONEY_SPREAD],
        levels=_LEVELS.get(code, ["tambon"]),
        registrar=_REGISTRARS.get(code, ""),
        mark=_MARKS.get(code, ""),
        since=_SINCE.get(code, 2515),
        head=_HEADS.get(code, "ประธานกรรมการ"),
        has_social_workers=code in {"foundation", "association"},
        is_certifiable=code in _CERTIFIABLE,
        is_on_the_web=code in _ON_THE_WEB,
    )


KINDS: list[Form] = [_form(code) for code in FORMS]
WEIGHTS: list[int] = list(FORMS.values())
