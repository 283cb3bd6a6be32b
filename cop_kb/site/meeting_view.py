"""When and where people meet, as pages show it."""

from collections.abc import Mapping
from typing import NamedTuple

from cop_kb.insights.rhythms import Told, rhythms_of
from cop_kb.model.document import Document
from cop_kb.rhythm import Rhythm


class ChannelView(NamedTuple):
    """Where people talk; ``url`` and ``purpose`` may be empty."""

    name: str
    url: str
    purpose: str


class RhythmView(NamedTuple):
    """When something happens again and again.

    Attributes:
        field: The field of the front matter that says so.
        title: How it is labelled.
        words: What readers see.
        data: What the browser needs to tell the next date, by the name of the attribute; empty where there is none.
    """

    field: str
    title: str
    words: str
    data: Mapping[str, str]


def channels_of(document: Document) -> list[ChannelView]:
    """Return where the members of a community talk."""
    value = document.data.get("channels")
    entries = value if isinstance(value, list) else []
    return [_channel(entry) for entry in entries if isinstance(entry, dict)]


def rhythm_views(document: Document) -> list[RhythmView]:
    """Return what the fields of ``document`` say of when it takes place."""
    return [_rhythm_view(told) for told in rhythms_of(document)]


def _channel(entry: Mapping[str, object]) -> ChannelView:
    name, url, purpose = (str(entry.get(key) or "") for key in ("name", "url", "purpose"))
    return ChannelView(name, url if url.startswith(("https://", "http://")) else "", purpose)


def _rhythm_view(told: Told) -> RhythmView:
    rhythm = told.rhythm
    data = rhythm_data(rhythm) if isinstance(rhythm, Rhythm) else {}
    return RhythmView(told.field, told.title, told.words, data)


def rhythm_data(rhythm: Rhythm) -> dict[str, str]:
    """Return what the browser needs to tell the next date; nothing where the rhythm leaves it open."""
    if not rhythm.has_dates:
        return {}
    data = {
        "rrule": rhythm.rule,
        "start": rhythm.start.isoformat() if rhythm.start else "",
        "time": f"{rhythm.begins:%H:%M}" if rhythm.begins else "",
        "end-time": f"{rhythm.ends:%H:%M}" if rhythm.ends else "",
        "tz": rhythm.time_zone,
    }
    return {name: value for name, value in data.items() if value}
