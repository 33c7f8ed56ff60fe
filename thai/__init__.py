"""Calendar, dates, digits, numbers and text keys of Thai official records. Pure Python, no Django."""
