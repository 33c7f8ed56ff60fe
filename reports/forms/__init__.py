from reports.forms.province_year import ReturnYearForm, StepForm, YearForm
from reports.forms.report import ReportForm, words_of
from reports.forms.seal import SealForm

__all__ = ["ReportForm", "ReturnYearForm", "SealForm", "StepForm", "YearForm", "words_of"]
