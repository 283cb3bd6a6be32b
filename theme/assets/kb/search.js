// The search page: a query and facets, answered by the index of the site.

import { Finder } from "./query.js";

// The facets that every site has, in their order; those of single content types follow, named by their labels.
const FACETS = ["community", "type", "maturity", "status", "tag"];
const TITLES = { community: "Community", type: "Type", maturity: "Maturity", status: "Status", tag: "Tag" };
const HIDDEN = ["kind"]; // what the index knows of pages besides
const BATCH = 10;
const LONG_FACET = 8;
const RETIRED = "retired"; // the kind of what is no longer advised, and what the address says when it is wanted
const PAUSE = 120; // milliseconds after the last key before a search begins

/** Build an element from its name, attributes and children. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** Return the nodes of an excerpt: text, and marks. Nothing else that may stand in it is taken over. */
function excerptNodes(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  return [...parsed.childNodes].map((node) =>
    node.nodeName === "MARK" ? make("mark", {}, node.textContent) : node.textContent
  );
}

/** Return a number of pages in words. */
function pages(number, kind = "") {
  return number === 1 ? `one ${kind}page` : `${number} ${kind}pages`;
}

/** Return the badge for the level that a page has reached. Where that lapses, it bears the day. */
function badgeOf({ maturity, level, until, below }) {
  const badge = make("span", { class: `kb-badge kb-badge--level-${level}` }, maturity);
  if (until) {
    Object.assign(badge.dataset, { kbUntil: until, kbBelow: below });
  }
  return badge;
}

class Search {
  constructor(form, pagefind, onShown) {
    this.form = form;
    this.pagefind = pagefind;
    this.finder = new Finder(pagefind);
    this.onShown = onShown;
    this.query = form.querySelector("[data-kb-search-field]");
    this.facets = form.querySelector("[data-kb-facets]");
    this.panel = this.facets.parentElement;
    this.status = form.querySelector("[data-kb-status]");
    this.outdatedBox = form.querySelector("[data-kb-retired] input");
    this.outdated = form.querySelector("[data-kb-retired]");
    this.list = form.querySelector("[data-kb-results]");
    this.more = form.querySelector("[data-kb-more]");
    this.opened = new Set();
    this.run = 0;
    this.results = [];
  }

  async start() {
    this.all = await this.pagefind.filters();
    const others = Object.keys(this.all).filter((facet) => ![...FACETS, ...HIDDEN].includes(facet));
    this.names = [...FACETS, ...others.sort((a, b) => a.localeCompare(b))];
    this.chosen = Object.fromEntries(this.names.map((facet) => [facet, new Set()]));
    this.readAddress();
    // On a narrow screen the facets stand above the results, folded; on a wide one beside them, always open.
    const wide = matchMedia("(min-width: 60em)");
    const unfold = () => (this.panel.open = wide.matches);
    wide.addEventListener("change", unfold);
    unfold();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.update();
    });
    this.query.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.update(), PAUSE);
    });
    this.facets.addEventListener("change", (event) => {
      const { name, value, checked } = event.target;
      this.chosen[name][checked ? "add" : "delete"](value);
      this.update();
    });
    this.outdatedBox.addEventListener("change", () => this.update());
    this.more.addEventListener("click", () => this.showMore(true));
    await this.update();
    if (matchMedia("(hover: hover)").matches) {
      this.query.focus();
    }
  }

  readAddress() {
    const parameters = new URLSearchParams(location.search);
    this.query.value = parameters.get("q") ?? "";
    this.outdatedBox.checked = parameters.has(RETIRED);
    for (const facet of this.names) {
      parameters.getAll(facet).forEach((value) => this.chosen[facet].add(value));
    }
  }

  writeAddress() {
    const parameters = new URLSearchParams();
    if (this.term) {
      parameters.set("q", this.term);
    }
    for (const facet of this.names) {
      this.chosen[facet].forEach((value) => parameters.append(facet, value));
    }
    if (this.outdatedBox.checked) {
      parameters.set(RETIRED, "yes");
    }
    const query = parameters.toString();
    history.replaceState(history.state, "", query ? `?${query}` : location.pathname);
  }

  /** The filters that are chosen, one facet left out: within a facet one of the values is enough. */
  filters(without = "") {
    const used = this.names.filter((facet) => facet !== without && this.chosen[facet].size > 0);
    return Object.fromEntries(used.map((facet) => [facet, { any: [...this.chosen[facet]] }]));
  }

  /** The same without what is no longer advised, unless that is wanted: by its box, or by a status that is chosen. */
  advised(filters) {
    const isWanted = this.outdatedBox.checked || this.chosen.status?.size > 0 || !this.all.kind?.[RETIRED];
    return isWanted ? filters : { ...filters, not: { kind: RETIRED } };
  }

  async update() {
    clearTimeout(this.timer);
    const run = ++this.run;
    this.term = this.query.value.trim();
    this.writeAddress();
    const ask = (filters) => this.pagefind.search(this.term || null, { filters });
    const used = this.names.filter((facet) => this.chosen[facet].size > 0);
    // How many a value would add is counted without the other values of its own facet, and by status whatever it is.
    const recounted = new Set([...used, "status"]);
    const [found, outdated, ...others] = await Promise.all([
      this.finder.find(this.term, this.advised(this.filters())),
      ask({ ...this.filters(), kind: RETIRED }),
      ...[...recounted].map((facet) => ask(facet === "status" ? this.filters(facet) : this.advised(this.filters(facet)))),
    ]);
    if (run !== this.run) {
      return;
    }
    const counts = { ...found.filters };
    [...recounted].forEach((facet, index) => {
      counts[facet] = others[index].filters[facet];
    });
    const results = this.term || used.length > 0 ? found.results : [];
    const ids = new Set(outdated.results.map(({ id }) => id));
    const isOutdated = ({ id }) => ids.has(id);
    this.results = [...results.filter((result) => !isOutdated(result)), ...results.filter(isOutdated)];
    this.showFacets(found.whole < results.length ? null : counts);
    const offered = this.offerOutdated(this.term || used.length > 0 ? ids.size : 0);
    this.say(used.length > 0, found.whole, offered);
    this.shown = 0;
    await this.showMore(false, run);
  }

  /** Offer what is no longer advised, with the number of its pages; tell whether they are left out so far. */
  offerOutdated(count) {
    const byStatus = this.chosen.status?.size > 0;
    this.outdated.hidden = byStatus || (count === 0 && !this.outdatedBox.checked);
    this.outdated.querySelector("span").textContent = `Include ${pages(count, "retired ")}`;
    return count > 0 && !byStatus && !this.outdatedBox.checked;
  }

  say(narrowed, whole, offered) {
    const count = this.results.length;
    const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);
    if (!this.term && !narrowed) {
      this.status.textContent = "Type a word or two, or begin with a choice.";
    } else if (count === 0) {
      const other = narrowed ? "Take back a choice, or try another word." : "Try another word, or a shorter one.";
      const advice = offered ? "Only what is retired matches." : other;
      this.status.textContent = `Nothing found${this.term ? ` for “${this.term}”` : ""}. ${advice}`;
    } else if (whole === 0 && this.term) {
      const close = count === 1 ? "one comes close" : `${count} come close`;
      this.status.textContent = `No page has all of “${this.term}”; ${close}`;
    } else if (whole < count && this.term) {
      this.status.textContent = `${capitalised(pages(whole))} for “${this.term}”, and ${count - whole} close to it`;
    } else {
      this.status.textContent = capitalised(pages(count)) + (this.term ? ` for “${this.term}”` : "");
    }
  }

  /** Show what narrows down, with how many pages each value leaves; without numbers where `counts` is null. */
  showFacets(counts) {
    const active = document.activeElement?.id;
    const groups = this.names.filter((facet) => Object.keys(this.all[facet] ?? {}).length > 0);
    this.facets.replaceChildren(...groups.map((facet) => this.facet(facet, counts && (counts[facet] ?? {}))));
    this.panel.hidden = groups.length === 0;
    if (active) {
      document.getElementById(active)?.focus();
    }
  }

  facet(facet, counts) {
    const values = Object.keys(this.all[facet]).sort((a, b) => a.localeCompare(b));
    const items = values.map((value, index) => {
      const count = counts ? (counts[value] ?? 0) : "";
      const box = make("input", { type: "checkbox", name: facet, value, id: `kb-${facet.replaceAll(" ", "-")}-${index}` });
      box.checked = this.chosen[facet].has(value);
      const label = make("label", { for: box.id }, value, " ", make("span", { class: "kb-count" }, String(count)));
      const item = make("li", count === 0 && !box.checked ? { class: "kb-facets__empty" } : {}, box, label);
      return { item, weight: box.checked ? Infinity : count };
    });
    const list = make("ul");
    const group = make("fieldset", {}, make("legend", {}, TITLES[facet] ?? facet), list);
    if (items.length <= LONG_FACET || this.opened.has(facet)) {
      list.append(...items.map(({ item }) => item));
      return group;
    }
    const weightiest = [...items].sort((a, b) => b.weight - a.weight).slice(0, LONG_FACET);
    list.append(...items.filter((entry) => weightiest.includes(entry)).map(({ item }) => item));
    const button = make("button", { type: "button", class: "kb-more-button" }, `All ${items.length}`);
    button.addEventListener("click", () => {
      this.opened.add(facet);
      list.replaceChildren(...items.map(({ item }) => item));
      button.remove();
      list.querySelector("input").focus();
    });
    group.append(button);
    return group;
  }

  async showMore(moveFocus, run = this.run) {
    const batch = this.results.slice(this.shown, this.shown + BATCH);
    const found = await Promise.all(batch.map((result) => result.data()));
    if (run !== this.run) {
      return;
    }
    const items = found.map((data) => this.item(data));
    if (this.shown === 0) {
      this.list.replaceChildren(...items);
    } else {
      this.list.append(...items);
    }
    this.onShown();
    this.shown += batch.length;
    this.more.hidden = this.shown >= this.results.length;
    if (moveFocus) {
      items[0]?.querySelector("a").focus();
    }
  }

  item({ url, meta, excerpt, sub_results: parts }) {
    const item = make("li", { class: "kb-entry" });
    item.append(make("a", { class: "kb-entry__title", href: url }, meta.title));
    if (meta.maturity) {
      item.append(" ", badgeOf(meta));
    }
    if (meta.kind === "draft" || meta.kind === "retired") {
      item.append(" ", make("span", { class: `kb-badge kb-badge--${meta.kind}` }, meta.status));
    }
    item.append(make("p", { class: "kb-entry__summary" }, "… ", ...excerptNodes(excerpt), " …"));
    const about = [meta.type, meta.community].filter(Boolean).map((text) => make("span", {}, text));
    const sections = parts.filter((part) => this.term && part.anchor && part.title !== meta.title).slice(0, 3);
    const links = sections.map((part) => make("a", { href: part.url }, part.title));
    if (about.length + links.length > 0) {
      item.append(make("p", { class: "kb-entry__meta" }, ...about, ...links));
    }
    return item;
  }
}

/** Start the search in `form`, whose `data-kb-search` leads to the root of the site; `onShown` sees to what has been shown. */
export async function start(form, onShown) {
  const root = new URL(`${form.dataset.kbSearch}/`, location.href);
  try {
    const pagefind = await import(new URL("pagefind/pagefind.js", root).href);
    await pagefind.options({ baseUrl: root.pathname, excerptLength: 28 });
    await new Search(form, pagefind, onShown).start();
  } catch (error) {
    console.error(error);
    form.querySelector("[data-kb-status]").textContent =
      "Search is not available here: the index of the site could not be loaded.";
  }
}
