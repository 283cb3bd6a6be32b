"""Time zones: their names, and what to write instead of what is none."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from cop_kb.model.nearest import Vocabulary

EXAMPLE = "Europe/Prague"

_VAGUE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("pt", "pst", "pdt", "pacific"), ("America/Los_Angeles",)),
    **dict.fromkeys(("mt", "mst", "mdt", "mountain"), ("America/Denver",)),
    **dict.fromkeys(("ct", "cdt", "central"), ("America/Chicago",)),
    **dict.fromkeys(("et", "est", "edt", "eastern"), ("America/New_York",)),
    **dict.fromkeys(("cet", "cest", "met", "central_european"), ("Europe/Berlin", "Europe/Paris")),
    **dict.fromkeys(("eet", "eest", "eastern_european"), ("Europe/Helsinki", "Europe/Athens")),
    **dict.fromkeys(("wet", "west", "western_european"), ("Europe/Lisbon",)),
    **dict.fromkeys(("aest", "aedt"), ("Australia/Sydney",)),
    **dict.fromkeys(("nzst", "nzdt"), ("Pacific/Auckland",)),
    "bst": ("Europe/London",),
    "brt": ("America/Sao_Paulo",),
    "cst": ("America/Chicago", "Asia/Shanghai"),
    "hkt": ("Asia/Hong_Kong",),
    "ist": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "msk": ("Europe/Moscow",),
    "sast": ("Africa/Johannesburg",),
    "sgt": ("Asia/Singapore",),
}
"""What people write for a zone whose clocks change, or that several continents call the same."""


@cache
def _names() -> Mapping[str, str]:
    """Return the names of the zones by their lower case: places, and UTC.

    They come from the package `tzdata`, not from the machine, so that everybody gets the same findings.
    """
    listed = (resources.files("tzdata") / "zones").read_text(encoding="utf-8").split()
    names = {n.lower(): n for n in listed if n.istitle() or "/" in n}
    unsafe = [key for key in names if key.startswith("etc/") or key == "factory"]
    for key in unsafe:
        del names[key]
    return names | {"utc": "UTC", "gmt": "GMT"}


@cache
def _places() -> Mapping[str, str]:
    """Return the zones by the cities that they are named after, as people write these."""
    found: dict[str, str] = {}
    for name in sorted(_names().values(), reverse=True):
        area, _, city = name.rpartition("/")
        if area and area != "US":
            found[city.lower()] = name
    return found


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(_names().values())


def find_zone(text: str) -> str | None:
    """Return the name of the zone that ``text`` names; capitals do not matter, and spaces may stand for underscores."""
    return _names().get(_joined(text))


def vague_zone(text: str) -> tuple[str, ...] | None:
    """Return zones that may be meant by ``text`` when it is an abbreviation, or another name that is not enough."""
    return _VAGUE.get(_joined(text).split("/")[0])


def nearest_zone(text: str) -> str | None:
    """Return the zone that is meant by ``text``: by a city alone, or a slip of the pen."""
    word = _joined(text)
    return _places().get(word) or (_vocabulary().nearest(word) if "/" in word else None)


def _joined(text: str) -> str:
    return "_".join(text.lower().split())
