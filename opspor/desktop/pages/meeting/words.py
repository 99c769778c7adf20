"""A meeting in a few lines."""

from opspor.domain.clock import WEEKDAYS, long_date, short_date
from opspor.domain.meeting import Meeting, MeetingRecord, MeetingStatus


def when_in_words(meeting: Meeting) -> str:
    """``tirsdag den 24. marts 2026 kl. 14.30``; "" without a day."""
    if meeting.held_on is None:
        return ""
    at = f" kl. {meeting.at.hour}.{meeting.at.minute:02}" if meeting.at else ""
    return f"{WEEKDAYS[meeting.held_on.weekday()]} den {long_date(meeting.held_on)}{at}"


def lines_of(record: MeetingRecord) -> list[str]:
    """What somebody wrote, a line each: shown beside one's own when both wrote at once."""
    meeting = record.meeting
    lines = [" · ".join(filter(None, (when_in_words(meeting), meeting.place))), meeting.purpose]
    lines.append("Deltagere: " + ", ".join(one.in_words for one in meeting.participants))
    if record.status is MeetingStatus.HELD:
        came = ", ".join(one.name for one in meeting.participants if one.came)
        lines.append(f"Kom: {came}")
    said = (
        ("Mødeleder", meeting.chair.in_words if meeting.chair else ""), ("Forældrene ved", meeting.parents_know),
        ("Barnets navn bliver sagt, fordi", meeting.named_because), ("Barnets syn", meeting.childs_view),
        ("Sådan var barnet med", meeting.childs_part),
        ("Familiens netværk", {True: "set på", False: "ikke set på", None: ""}[meeting.network_considered]),
    )  # fmt: skip
    lines += [f"{label}: {text}" for label, text in said if text]
    lines += [f"{point.title} {point.note}" for point in meeting.agenda if point.note]
    lines += [f"Aftale: {one.what} · {one.who} · {short_date(one.due_on)}" for one in meeting.agreements if one.due_on]
    if meeting.next_on is not None:
        lines.append(f"Næste møde: {long_date(meeting.next_on)}")
    if meeting.cancelled_because:
        lines.append(f"Aflyst: {meeting.cancelled_because}")
    return [line for line in lines if line]
