// Asks the index as people ask: in words of their own, some of which no page has, or which are misspelt.

const ENOUGH = 3; // with fewer pages that have all words, those that have some of them are told too
const SHORT = 3; // letters; shorter words say little
const CLOSE = 0.25; // how well, of the best, a page must match that has some of the words
const KEPT = 0.4; // how much of a word that no page has must agree with the beginning of another one

/** Return the pages that have a word, or words that begin like it, as their ids with scores. */
async function pagesOf(word, pagefind, options) {
  const least = Math.max(SHORT, Math.ceil(word.length * KEPT));
  for (let length = word.length; length >= Math.min(least, word.length); length--) {
    const { results } = await pagefind.search(word.slice(0, length), options);
    if (results.length > 0) {
      return { misspelt: length < word.length, results, weight: (length / word.length) ** 2 };
    }
  }
  return { misspelt: word.length >= SHORT, results: [], weight: 0 };
}

/** Return the pages that match the words best, the closest first; a rare word counts for more, by the scores of the index. */
function closest(found) {
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
  const sorted = [...pages.values()].sort((a, b) => b.total - a.total);
  return sorted.filter(({ total }) => total >= sorted[0].total * CLOSE).map(({ result }) => result);
}

/**
 * Return what the index has for a term.
 *
 * @param {object} pagefind The index.
 * @param {string} term What was typed; without it all pages that the filters leave.
 * @param {object} filters What narrows it down.
 * @returns {Promise<{results: object[], whole: number, filters: object}>} The pages, those with all words first, how many these
 *     are, and how many of these each filter would leave.
 */
export async function find(pagefind, term, filters) {
  const options = { filters };
  const { results, filters: counts } = await pagefind.search(term || null, options);
  if (!term || term.includes('"')) {
    return { results, whole: results.length, filters: counts };
  }
  const words = [...new Set(term.split(/\s+/))];
  const found = await Promise.all(words.map((word) => pagesOf(word, pagefind, options)));
  // The index passes over words that it does not know.
  const whole = found.some(({ misspelt }) => misspelt) ? [] : results;
  if (whole.length >= ENOUGH || (words.length === 1 && whole.length > 0)) {
    return { results: whole, whole: whole.length, filters: counts };
  }
  const ids = new Set(whole.map(({ id }) => id));
  const others = closest(found).filter(({ id }) => !ids.has(id));
  return { results: [...whole, ...others], whole: whole.length, filters: counts };
}
