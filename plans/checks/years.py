"""Years and periods: in order, and within the plan's own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from plans.reading import Document, Path, Problem

BACKWARDS = _("The last year, %(last)s, is before the first, %(first)s.")
OUTSIDE = _("%(given)s is outside the plan, which runs from %(first)s to %(last)s.")


def check(document: Document) -> list[Problem]:
    data = document.data
    first, last = data["first_year"], data["last_year"]
    if first > last:
        return [document.problem(("last_year",), BACKWARDS, first=first, last=last)]
    problems: list[Problem] = []

    def inside(path: Path, year: int, given: object) -> None:
        if not first <= year <= last:
            problems.append(document.problem(path, OUTSIDE, given=given, first=first, last=last))

    for position, line in enumerate(data.get("budget", {}).get("lines", [])):
        if "year" in line:
            inside(("budget", "lines", position, "year"), line["year"], line["year"])
    for position, indicator in enumerate(data.get("indicators", [])):
        for number, target in enumerate(indicator.get("targets", [])):
            if "period" in target:
                inside(
                    ("indicators", position, "targets", number, "period"), int(target["period"][:4]), target["period"]
                )
        baseline = indicator.get("baseline", {}).get("period")
        if baseline and int(baseline[:4]) > last:
            here = ("indicators", position, "baseline", "period")
            problems.append(
                document.problem(here, _("The baseline's period, %(given)s, is after the plan."), given=baseline)
            )
    for path, node, _parent in document.walk():
        for key in ("first_year", "last_year"):
            if key in node:
                inside((*path, key), node[key], node[key])
        if node.get("first_year", first) > node.get("last_year", last):
            problems.append(
                document.problem(path, BACKWARDS, first=node.get("first_year", first), last=node.get("last_year", last))
            )
    return problems
