"""Working days ("hverdage"): Monday to Friday that are no Danish public holiday.

Whether Saturdays, Grundlovsdag, 24 and 31 December count is not settled by the sources we have seen; here they
follow the public holidays alone, so a deadline may in truth be a day later than shown, never earlier.
"""

from datetime import date, timedelta


def add_working_days(day: date, working_days: int) -> date:
    """The day that lies ``working_days`` (≥ 0) working days after ``day``."""
    import holidays  # 145 ms, and hardly ever needed

    danish = holidays.country_holidays("DK")
    while working_days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in danish:
            working_days -= 1
    return day
