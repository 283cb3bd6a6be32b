// Asks the index as people ask: in words of their own, some of which no page has, or which are misspelt.

const ENOUGH = 3; // with fewer pages that have all words, those that have some of them are told too
const SHORT = 3; // letters; shorter words say little
const WHOLE = 2; // how much more a page counts that has all words
const CLOSE = 0.3; // how well, of the best, a page must match that has some of the words
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

/**
 * Return what the index has for a term.
 *
 * @param {object} pagefind The index.
 * @param {string} term What was typed; without it all pages that the filters leave.
 * @param {object} filters What narrows it down.
 * @returns {Promise<{results: object[], whole: number, filters: object}>} The pages, the closest first, how many of them
 *     have all words, and how many of these each filter would leave.
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
  return { results: closest(found, whole), whole: whole.length, filters: counts };
}
