// What every page does in the browser. Without it the pages say the same, only less comfortably.

const today = new Date();
const isoToday = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
  .map((part) => String(part).padStart(2, "0"))
  .join("-");

/** Show dates as people write them, and say which reviews are overdue today. */
function showDates() {
  const format = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
    dateStyle: "medium",
    timeZone: "UTC",
  });
  for (const time of document.querySelectorAll(".md-content time[datetime]:not(.kb-next)")) {
    time.textContent = format.format(new Date(`${time.dateTime}T00:00:00Z`));
    if ("kbDue" in time.dataset && time.dateTime < isoToday) {
      time.classList.add("kb-overdue");
      time.insertAdjacentHTML("beforeend", ` <span class="kb-badge kb-badge--overdue">${time.dataset.kbDue === "over" ? "over" : "overdue"}</span>`);
    }
  }
  for (const badge of document.querySelectorAll("[data-kb-due-on]")) {
    badge.hidden = badge.dataset.kbDueOn >= isoToday;
  }
  const summary = document.querySelector("[data-kb-overdue]");
  if (summary) {
    const overdue = summary.parentElement.querySelectorAll(".kb-reviews .kb-overdue").length;
    summary.textContent =
      overdue === 0
        ? "Nothing is overdue."
        : `${overdue === 1 ? "One is" : `${overdue} are`} overdue. "Still right" is a good review, and takes one line.`;
  }
}

/** A level that asks for recent use lapses on its day; the page says so without being built again. */
function lapseLevels() {
  for (const level of document.querySelectorAll("[data-kb-until]")) {
    if (level.dataset.kbUntil < isoToday) {
      const below = level.dataset.kbBelow;
      const lapse = level.parentElement.querySelector("[data-kb-lapse]");
      if (lapse) {
        lapse.textContent = `was ${level.textContent.trim().toLowerCase()}, and has not been used lately`;
      }
      level.textContent = below.charAt(0).toUpperCase() + below.slice(1);
      level.classList.add("kb-badge--lapsed");
    }
  }
}

/** Write today's date into the line that says that a page is still right, and let it be copied. */
function readyLine() {
  for (const day of document.querySelectorAll("[data-kb-today]")) {
    day.textContent = isoToday;
  }
  for (const button of document.querySelectorAll("[data-kb-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.parentElement.querySelector("[data-kb-line]").textContent);
      button.textContent = "Copied";
    });
  }
}

/** Name the boxes of task lists by the text beside them, and let those of tickable documents be ticked. */
function readyTasks() {
  for (const box of document.querySelectorAll(".task-list-control > input")) {
    box.setAttribute("aria-label", box.closest("li").innerText.split("\n")[0].trim());
    box.disabled = !box.closest(".kb-tickable");
  }
}

/** Let the keyboard scroll what is wider than the page: tables and code. */
function reachWide() {
  for (const part of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
    if (part.scrollWidth > part.clientWidth) {
      part.tabIndex = 0;
    }
  }
}

/** Tell the next dates of what happens again and again. */
async function tellNextDates() {
  const rhythms = document.querySelectorAll("[data-kb-rrule]");
  if (rhythms.length) {
    const { showNextDates } = await import("./rhythm.js");
    showNextDates(rhythms);
  }
}

/** Start search where the page has it. */
async function startSearch() {
  const form = document.querySelector("[data-kb-search]");
  if (form && !("kbStarted" in form.dataset)) {
    form.dataset.kbStarted = "";
    const { start } = await import("./search.js");
    await start(form, lapseLevels);
  }
}

/** "/" leads to the search field, wherever one is, unless somebody is writing. */
function focusSearch(event) {
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing) {
    return;
  }
  const fields = [...document.querySelectorAll("[data-kb-search-field]")].reverse();
  const field = fields.find((candidate) => candidate.offsetParent !== null);
  const link = document.querySelector(".kb-header-link");
  if (field) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (link) {
    event.preventDefault();
    link.click();
  }
}

function onPage() {
  showDates();
  lapseLevels();
  readyLine();
  readyTasks();
  reachWide();
  tellNextDates();
  startSearch();
}

document.addEventListener("keydown", focusSearch);
// With instant navigation the theme replaces the page and tells so here.
if (window.document$) {
  window.document$.subscribe(onPage);
} else {
  onPage();
}
