// Asks the index as people ask: in words of their own, some of which no page has, or which are misspelt.

const ENOUGH = 3; // with fewer pages that have all words, those that have some of them are told too
const MOST = 5; // words that are asked for one by one, the longest; short ones say little and are on every page
const WHOLE = 1.3; // how much more a page counts that has all words
const CLOSE = 0.3; // how well, of the best, a page must match that has some of the words
const SHORT = 3; // letters that remain of a word at least …
const KEPT = 0.4; // … and how much of it, when no page has it and words are sought that begin like it
const REMEMBERED = 16; // answers, so that a word is not asked for again at each further letter

/** Return how many letters of a word must agree with the beginning of another one. */
function leastOf(word) {
  return Math.min(word.length, Math.max(SHORT, Math.ceil(word.length * KEPT)));
}

/** Return the pages that match the words best, the closest first; a rare word counts more, by the scores of the index. */
function closest(found, whole) {
  const pages = new Map();
  for (const { results, weight } of found) {
    for (const result of results) {
      const score = result.score * weight;
      const page = pages.get(result.id) ?? { total: 0, best: 0 };
      page.total += score;
      if (score >= page.best) {
        Object.assign(page, { best: score, result }); // the excerpt will show this word
      }
      pages.set(result.id, page);
    }
  }
  for (const result of whole) {
    pages.set(result.id, { total: (pages.get(result.id)?.total ?? result.score) * WHOLE, result });
  }
  const sorted = [...pages.values()].sort((a, b) => b.total - a.total);
  const least = (sorted[0]?.total ?? 0) * CLOSE;
  return sorted.filter(({ total, result }) => total >= least || whole.includes(result)).map(({ result }) => result);
}

/** Finds pages in an index of Pagefind. */
export class Finder {
  constructor(pagefind) {
    this.pagefind = pagefind;
    this.answers = new Map();
  }

  /**
   * Return what the index has for a term.
   *
   * @param {string} term What was typed; without it all pages that the filters leave.
   * @param {object} filters What narrows it down.
   * @returns {Promise<{results: object[], whole: number, filters: object}>} The pages, the closest first, how many of them
   *     have all words, and how many of these each filter would leave.
   */
  async find(term, filters) {
    const { results, filters: counts } = await this.ask(term || null, filters);
    const words = [...new Set(term.split(/\s+/))].sort((a, b) => b.length - a.length).slice(0, MOST);
    const all = { results, whole: results.length, filters: counts };
    if (!term || term.includes('"') || (words.length === 1 && results.length > 0)) {
      return all;
    }
    const isWhole = await this.hasAll(results, words);
    if (isWhole && results.length >= ENOUGH) {
      return all;
    }
    const whole = isWhole ? results : [];
    const found = await Promise.all(words.map((word) => this.pagesOf(word, filters)));
    return { results: closest(found, whole), whole: whole.length, filters: counts };
  }

  /** Tell whether the first of the pages has the words, or others that begin like them: the index passes over unknown ones. */
  async hasAll([first], words) {
    if (!first) {
      return false;
    }
    const { content, meta } = await first.data();
    const text = `${meta.title} ${content}`.toLowerCase();
    return words.every((word) => text.includes(word.toLowerCase().slice(0, Math.max(leastOf(word), word.length - 3))));
  }

  /** Return the pages that have a word, else those that have words that begin like it, which count less. */
  async pagesOf(word, filters) {
    for (let length = word.length; length >= leastOf(word); length--) {
      const { results } = await this.ask(word.slice(0, length), filters);
      if (results.length > 0) {
        return { results, weight: (length / word.length) ** 2 };
      }
    }
    return { results: [], weight: 0 };
  }

  async ask(term, filters) {
    const key = JSON.stringify([term, filters]);
    const answer = this.answers.get(key) ?? this.pagefind.search(term, { filters });
    this.answers.delete(key);
    this.answers.set(key, answer);
    if (this.answers.size > REMEMBERED) {
      this.answers.delete(this.answers.keys().next().value);
    }
    return answer;
  }
}
