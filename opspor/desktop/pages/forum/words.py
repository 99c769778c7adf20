"""How a day of a forum is called in lists and heads. Nothing of what is on its agenda."""

from opspor.domain.clock import weekday_and_date
from opspor.domain.forum import Forum, ForumDay
from opspor.domain.text import count_of
from opspor.usecases.forum import DayRow


def day_title(day: ForumDay) -> str:
    """``Tirsdag 24. marts 2026``"""
    return weekday_and_date(day.on).capitalize()


def when_and_where(day: ForumDay, forum: Forum) -> str:
    """``Distriktstirsdag · kl. 13.00–15.00 · Rådhuset``"""
    hours = "–".join(filter(None, (day.begins, day.ends)))
    return " · ".join(filter(None, (forum.name, f"kl. {hours}" if hours else "", day.place or forum.place)))


def time_taken(row: DayRow) -> str:
    """``3 ark · 60 af 120 min.``"""
    of = f" af {row.day.minutes}" if row.day.minutes else ""
    return f"{count_of(row.briefs, 'ark', 'ark')} · {row.taken}{of} min." if row.briefs else "Ingen ark endnu"
