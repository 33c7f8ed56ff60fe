"""Every sentence about a whole file, by its code. They are kept in English and translated when they are shown."""

from django.utils.translation import gettext_noop as _

STAGES = {
    "": _("Waiting for its turn"),
    "reading": _("Opening the file"),
    "checking": _("Checking the rows"),
    "matching": _("Looking for organisations that we have already"),
    "preparing": _("Preparing what will be written"),
    "writing": _("Writing everything in one go"),
    "undoing": _("Putting everything back in one go"),
}

UNREADABLE = {
    "empty": _("The file is empty. Choose the file with your records."),
    "too_big": _("The file is larger than %(megabytes)s MB. Split it into several files and upload each."),
    "pdf": _("This is a PDF, not a spreadsheet. Upload the Excel, LibreOffice or CSV file it was made from."),
    "word": _("This is a text document. Copy its table into the template and upload that."),
    "slides": _("This is a presentation. Copy its table into the template and upload that."),
    "image": _("This is a picture. Type the records into the template and upload that."),
    "archive": _("This is a packed file, not a spreadsheet. Unpack it and upload the spreadsheet inside."),
    "html": _(
        "This is a web page under the name of a spreadsheet. Open it in Excel, save it as .xlsx and upload that."
    ),
    "xml": _(
        "This is an XML file under the name of a spreadsheet. Open it in Excel, save it as .xlsx and upload that."
    ),
    "encrypted": _("The file is locked with a password. Save a copy without the password and upload that."),
    "macro": _("The file holds macros, which are not accepted. Save it as .xlsx (without macros) and upload that."),
    "binary_workbook": _("Files of the kind .xlsb are not read. Save it as .xlsx and upload that."),
    "damaged": _("The file is damaged and cannot be opened. Open it in Excel, save it anew as .xlsx and upload that."),
    "bomb": _(
        "The file is not built as a spreadsheet program builds it, so it was not opened. Copy the table into the "
        "template and upload that."
    ),
    "too_heavy": _(
        "The file needs too much memory or time to read. Copy only the table, without formats, into the template and "
        "upload that."
    ),
    "too_far": _(
        "The sheet has something in the cell %(cell)s, far from any table. Delete the empty columns and rows around "
        "the table and upload it again."
    ),
    "too_many_sheets": _("The file has more than %(limit)s sheets. Keep only the sheet with the records."),
    "too_many_rows": _("The sheet has more than %(limit)s rows. Split it into several files and upload each."),
    "too_many_columns": _("The sheet has more than %(limit)s columns. Delete those that are not in the template."),
    "broken_csv": _(
        "The CSV file is broken: a quotation mark is not closed, or a line never ends. Save it as .xlsx and upload "
        "that."
    ),
    "not_text": _("This is neither a spreadsheet nor a text file. Upload an .xlsx, .xls, .ods or .csv file."),
    "no_headings": _(
        "No row with the headings of the template was found; the first row reads “%(seen)s”. Put the headings (such "
        "as ชื่อองค์กร, รูปแบบองค์กร, จังหวัด, ประเด็น) above your rows."
    ),
    "wrong_sheet": _(
        "This is the help or the lists of the template, not its rows. Save the sheet “องค์กร” and upload that."
    ),
    "no_headings_of_book": _(
        "No row with the headings of the template was found; the first row reads “%(seen)s”. Put the headings (such "
        "as %(such)s) above your rows."
    ),
    "wrong_sheet_of_book": _(
        "This is the help or the lists of the template, not its rows. Save the sheet “%(sheet)s” and upload that."
    ),
    "no_rows": _("There are headings but no rows below them. Fill in at least one record."),
    "missing_columns": _(
        "The headings %(columns)s are missing. Add the columns and upload the file again; the template has them all."
    ),
    "doubled_columns": _("The heading %(column)s stands in two columns, %(first)s and %(second)s. Keep one of them."),
}

# What a person may mend by saying what the columns are.
EXPLAINABLE = frozenset({"missing_columns", "doubled_columns", "no_headings", "no_headings_of_book"})

FAILURES = {
    **UNREADABLE,
    "gave_up": _(
        "The work stopped several times before it was done. Nothing was written. Try again; if it happens again, tell"
        " the system's owner."
    ),
    "file_lost": _("The uploaded file can no longer be found. Upload it again."),
}

NOTES = {
    "unknown_column": _("The column %(letter)s “%(heading)s” is not in the template and is skipped."),
    "understood_column": _("The column %(letter)s “%(heading)s” is read as “%(column)s”."),
    "mapping_remembered": _("The columns are read as you or a colleague said of an earlier file of this shape."),
    "old_template": _(
        "The file was made from version %(version)s of the template; the current one is version %(current)s. It is "
        "read all the same. Take the current template for your next file."
    ),
    "other_sheets": _("Only the sheet “%(sheet)s” is read. Not read: %(others)s."),
    "undo_blocked": _(
        "Nothing was undone: %(count)s organisations were changed after the import. See which, and undo the rest."
    ),
    "undo_blocked_records": _(
        "Nothing was undone: %(count)s records were changed after the import. See which, and undo the rest."
    ),
    "records_changed": _(
        "Records of this file were changed by someone else after the dry run, so nothing was written. It has been "
        "checked again: look at the rows and import once more."
    ),
    "registry_changed": _(
        "Organisations of this file were changed by someone else after the dry run, so nothing was written. It has "
        "been checked again: look at the rows and import once more."
    ),
}
