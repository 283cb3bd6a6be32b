// The next date of what happens again and again, in the reader's own time. The rules are those that the site writes:
// RFC 5545 without its rare parts.

const DAY = 86_400_000;
const WEEK = 7;
const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const HORIZON = 8 * 366; // days for each of an interval; a leap day may be eight years away
const MONDAY = 4; // of the days since 1970-01-01, which was a Thursday

/** Return what a rule says, by name. */
function parseRule(text) {
  const parts = Object.fromEntries(text.split(";").map((part) => part.split("=")));
  const numbers = (value) => (value ? value.split(",").map(Number) : null);
  return {
    unit: parts.FREQ,
    interval: Number(parts.INTERVAL ?? 1),
    months: numbers(parts.BYMONTH),
    monthDays: numbers(parts.BYMONTHDAY),
    positions: numbers(parts.BYSETPOS),
    days: parts.BYDAY?.split(",").map((code) => ({
      position: Number(code.slice(0, -2)),
      weekday: WEEKDAYS.indexOf(code.slice(-2)),
    })),
    until: parts.UNTIL,
  };
}

/** Return year, month, day, weekday and the length of the month of a day, which counts from 1970-01-01. */
function calendar(day) {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return {
    year,
    month,
    day: date.getUTCDate(),
    weekday: (day + WEEK - MONDAY) % WEEK,
    length: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  };
}

/** Tell whether a weekday of a rule is a day of the calendar, in its position in the month if it has one. */
function isWeekday({ position, weekday }, date) {
  if (weekday !== date.weekday) {
    return false;
  }
  const fromStart = Math.ceil(date.day / WEEK);
  const fromEnd = -Math.ceil((date.length - date.day + 1) / WEEK);
  return position === 0 || position === fromStart || position === fromEnd;
}

/** Tell whether a rule names a day of the calendar, whichever weeks, months and years count. */
function isNamed(rule, date) {
  const { months, monthDays, days } = rule;
  return (
    (!months || months.includes(date.month)) &&
    (!monthDays || monthDays.includes(date.day) || monthDays.includes(date.day - date.length - 1)) &&
    (!days || days.some((day) => isWeekday(day, date)))
  );
}

/** Tell whether a day that a rule names is in the position among all such days of its month. */
function isInPosition(rule, day, date) {
  if (!rule.positions) {
    return true;
  }
  const first = day - date.day + 1;
  const named = Array.from({ length: date.length }, (_, index) => first + index).filter((other) =>
    isNamed(rule, calendar(other))
  );
  const index = named.indexOf(day);
  return rule.positions.includes(index + 1) || rule.positions.includes(index - named.length);
}

/** Return how many of what the rule counts lie between its first day and another one. */
function distance(unit, start, day) {
  const [from, to] = [calendar(start), calendar(day)];
  switch (unit) {
    case "DAILY":
      return day - start;
    case "WEEKLY":
      return Math.floor((day - MONDAY) / WEEK) - Math.floor((start - MONDAY) / WEEK);
    case "MONTHLY":
      return (to.year - from.year) * 12 + to.month - from.month;
    default:
      return to.year - from.year;
  }
}

/** Return how far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function offsetOf(zone, moment) {
  const format = new Intl.DateTimeFormat("en-US", {
    calendar: "gregory",
    numberingSystem: "latn",
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000;
}

/** Return the moment at which the clocks of a time zone show a time; of two the first, of none the one just after. */
function momentOf(zone, local) {
  const [before, after] = [offsetOf(zone, local - DAY), offsetOf(zone, local + DAY)];
  const [early, late] = [local - before, local - after];
  return offsetOf(zone, early) === before || offsetOf(zone, late) !== after ? early : late;
}

/** Return a time such as 15:00 in milliseconds after midnight. */
function clock(text) {
  const [hours, minutes] = text.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}

/** Return the days of a rule from one on, in their order. */
function* daysOf(rule, start, since) {
  const first = Math.max(start ?? since, since);
  for (let day = first; day <= first + HORIZON * rule.interval; day++) {
    const date = calendar(day);
    if (isNamed(rule, date) && isInPosition(rule, day, date)) {
      if (rule.interval === 1 || distance(rule.unit, start, day) % rule.interval === 0) {
        yield day;
      }
    }
  }
}

/** Tell whether a date lies after the end of a rule, which is a day, a local time or a moment in UTC. */
function isOver(until, local, moment) {
  if (!until) {
    return false;
  }
  const [, year, month, day, hours = 23, minutes = 59, seconds = 59, utc] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/.exec(until);
  return (utc ? moment : local) > Date.UTC(year, month - 1, day, hours, minutes, seconds);
}

/**
 * Return the next date, or the one that has not ended yet; null where there is none.
 *
 * @param {{kbRrule: string, kbStart?: string, kbTime?: string, kbEndTime?: string, kbTz?: string}} data What the page says.
 * @param {Date} now The moment that counts as now.
 * @returns {{day: string, begins: ?Date, ends: ?Date}} The day in the zone of the rhythm, and the moments where a time is known.
 */
export function nextDate(data, now) {
  const rule = parseRule(data.kbRrule);
  const zone = data.kbTz ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const start = data.kbStart ? Date.parse(data.kbStart) / DAY : null;
  const local = now.getTime() + offsetOf(zone, now.getTime());
  const today = Math.floor(local / DAY);
  // What began yesterday may last beyond midnight.
  for (const day of daysOf(rule, start, today - 1)) {
    const begins = day * DAY + (data.kbTime ? clock(data.kbTime) : 0);
    const moment = momentOf(zone, begins);
    if (isOver(rule.until, begins, moment)) {
      return null;
    }
    const iso = new Date(day * DAY).toISOString().slice(0, 10);
    if (!data.kbTime) {
      if (day >= today) {
        return { day: iso, begins: null, ends: null };
      }
      continue;
    }
    const until = day * DAY + clock(data.kbEndTime ?? data.kbTime);
    const ends = momentOf(zone, until < begins ? until + DAY : until);
    if (ends >= now.getTime()) {
      return { day: iso, begins: new Date(moment), ends: data.kbEndTime ? new Date(ends) : null };
    }
  }
  return null;
}

/** Return the language of the page, as it is spoken where the reader is. */
function language() {
  const own = document.documentElement.lang || undefined;
  const [base] = (own ?? "").split("-");
  return navigator.languages.find((tag) => tag.split("-")[0] === base) ?? own;
}

/** Return a date in words, such as "next: Tue 1 Dec, 15:00 your time". The year is told when it is another one. */
function inWords({ day, begins, ends }, hasZone, now) {
  const write = (moment, options) => new Intl.DateTimeFormat(language(), options).format(moment);
  const clockTime = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const yours = hasZone ? " your time" : "";
  if (begins && ends && begins <= now) {
    return `now, until ${write(ends, clockTime)}${yours}`;
  }
  const year = begins ? begins.getFullYear() : Number(day.slice(0, 4));
  const date = { weekday: "short", day: "numeric", month: "short" };
  if (year !== now.getFullYear()) {
    date.year = "numeric";
  }
  if (!begins) {
    return `next: ${write(new Date(`${day}T00:00:00Z`), { ...date, timeZone: "UTC" })}`;
  }
  return `next: ${write(begins, date)}, ${write(begins, clockTime)}${yours}`;
}

/** Return the next date of an element; null where there is none, or where the browser does not know the time zone. */
function nextOf(element, now) {
  try {
    return nextDate(element.dataset, now);
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

/** Add the next date to each of the elements that tell of a rhythm. */
export function showNextDates(elements, now = new Date()) {
  for (const element of elements) {
    element.querySelector(".kb-next")?.remove();
    const next = nextOf(element, now);
    if (next) {
      const time = document.createElement("time");
      time.className = "kb-next";
      time.dateTime = next.begins?.toISOString() ?? next.day;
      time.textContent = inWords(next, "kbTz" in element.dataset, now);
      element.append(time);
    }
  }
}
