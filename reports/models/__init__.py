from reports.choices import ReportFormat, ReportKind, Standing, YearState
from reports.models.mail import IssuedMail
from reports.models.province_year import ProvinceYear
from reports.models.report import WORDS, Download, Report, ReportFile

__all__ = [
    "WORDS",
    "Download",
    "IssuedMail",
    "ProvinceYear",
    "Report",
    "ReportFile",
    "ReportFormat",
    "ReportKind",
    "Standing",
    "YearState",
]
