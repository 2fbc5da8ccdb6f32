/* What is found, and in which order. Everything here works without a page, so that it can be tried alone.

   The index holds sections, exercises and terms. A word is found by its stem, as the beginning of a longer
   word, or by what it is a slip of; `search_words.yml` says which words mean the same; Chinese is split into pairs of
   characters, and the glossary's Chinese words stand for its English ones. */
window.BookSearch = (() => {
  const { MiniSearch, stemmer } = window.SearchEngine;

  const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", η: "eta", θ: "theta", λ: "lambda", μ: "mu", ν: "nu", π: "pi", ρ: "rho", σ: "sigma", τ: "tau", φ: "phi", ω: "omega" };
  const STOP = new Set("a an and are as at be by can do does for from had has have how i if in into is it its me my of on or our so than that the their them there these they this to vs versus was we were what when where which who why will with you your between not".split(" "));
  const WORD = /[a-z0-9]+|[\u4e00-\u9fff]+/g;
  const CHINESE = /[\u4e00-\u9fff]/;

  /* ½, ℓ₁ and full-width letters become plain ones, λ a word, "normalisation" American. */
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
    .replace(/[α-ω]/g, (letter) => ` ${GREEK[letter] ?? letter} `)
    .replace(/is(e|ed|er|es|ing|ation|ations)\b/g, "iz$1").replace(/(behavi|col)our/g, "$1or");

  const pairs = (run) => (run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)));

  const words = (text) => plain(text).match(WORD) ?? [];

  /* The terms of a text, as the index holds them. */
  const known = new Map();
  const made = (word) => {
    if (!known.has(word)) known.set(word, CHINESE.test(word) ? pairs(word) : STOP.has(word) ? [] : [stemmer(word)]);
    return known.get(word);
  };
  const terms = (text) => words(text).flatMap(made);

  const single = (word) => word.replace(/(.)\1+/g, "$1");

  /* How many letters are wrong, too many, too few or exchanged with their neighbour, if no more than `most`. */
  const slips = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return Infinity;
    let before = [], row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
        if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return Infinity;
      [before, row] = [row, next];
    }
    return row[other.length] <= most ? row[other.length] : Infinity;
  };

  const FIELDS = { title: 5, also: 5, page: 2.5, above: 1.5, text: 1, code: 0.7 };
  const KINDS = { page: 1.5, part: 1, term: 0.45, exercise: 0.6, aside: 0.75, list: 0.3 };

  class BookSearch {
    constructor(book) {
      this.book = book;
      this.sections = book.sections.map(([page, place, title, above, kind, text, code, also], id) =>
        ({ id, page, place, title, above: above.join(" "), path: above, kind, text, code, also, pageTitle: book.pages[page] }));
      this.vocabulary = new Set();
      // The words as they are spelt, with what they weigh.
      this.spelt = new Map();
      this.index = new MiniSearch({
        fields: Object.keys(FIELDS),
        extractField: (section, field) => (field === "page" && section.kind !== "page" ? section.pageTitle : field === "page" ? "" : section[field]),
        tokenize: (text, field) => {
          if (field !== "code") for (const word of words(text)) this.spelt.set(word, (this.spelt.get(word) ?? 0) + FIELDS[field]);
          return terms(text);
        },
        processTerm: (term) => (this.vocabulary.add(term), term),
      });
      // Either side of a line means the other.
      this.same = new Map();
      for (const group of book.same) {
        const means = group.map((phrase) => terms(phrase));
        means.flat().forEach((term) => this.vocabulary.add(term));
        means.forEach((one, at) => this.same.set(one.join(" "), means.filter((_, other) => other !== at)));
      }
      // A term's names in Chinese stand before the first stop, the others in brackets.
      for (const section of this.sections.filter(({ kind }) => kind === "term")) {
        section.names = section.text.match(/^[^.]*/)[0].split(/[（），、]/).map((name) => name.trim()).filter((name) => /^[\u4e00-\u9fff]{2,}$/.test(name));
      }
      this.chinese = this.sections.flatMap(({ names = [], title }) => names.map((name) => [name, terms(title)])).sort(([a], [b]) => b.length - a.length);
    }

    /* In small steps, between which the page can answer. */
    async fill() {
      await this.index.addAllAsync(this.sections, { chunkSize: 25 });
      return this;
    }

    /* Whether a term is one of the index, or the beginning of one. */
    begins(term) {
      if (this.vocabulary.has(term)) return true;
      for (const one of this.vocabulary) if (one.startsWith(term)) return true;
      return false;
    }

    /* The terms of what a word is a slip of: the nearest word, and of those the weightiest; letters that are doubled
       or not are no difference. */
    meant(word) {
      if (word.length < 4 || CHINESE.test(word)) return undefined;
      const asked = single(word);
      let best = { distance: word.length < 8 ? 1 : 2, weight: 0 };
      for (const [spelt, weight] of this.spelt) {
        const distance = slips(asked, single(spelt), best.distance);
        if (distance < best.distance || (distance === best.distance && weight > best.weight)) best = { distance, weight, terms: made(spelt) };
      }
      return best.terms;
    }

    /* The words of a question, each with what means the same. */
    slots(question) {
      let rest = plain(question);
      const slots = [];
      for (const [word, english] of this.chinese) {
        if (!rest.includes(word)) continue;
        rest = rest.replaceAll(word, " ");
        slots.push({ term: pairs(word), same: [english] });
      }
      const found = words(rest).flatMap((word) => made(word).flatMap((term) => (this.begins(term) ? term : this.meant(word) ?? term)));
      for (let at = 0; at < found.length;) {
        let taken = Math.min(4, found.length - at);
        while (taken > 1 && !this.same.has(found.slice(at, at + taken).join(" "))) taken -= 1;
        const term = found.slice(at, at + taken);
        slots.push({ term, same: this.same.get(term.join(" ")) ?? [] });
        at += taken;
      }
      return slots;
    }

    tree(slot, last) {
      const exact = (term) => ({ queries: [term], combineWith: "AND", prefix: false, fuzzy: false, tokenize: (text) => [text] });
      const loose = (term) => {
        const known = this.vocabulary.has(term) || CHINESE.test(term);
        return {
          queries: [term], combineWith: "AND", tokenize: (text) => [text],
          prefix: !CHINESE.test(term) && term.length > 2 && (last || !known),
        };
      };
      const all = (list, make) => ({ combineWith: "AND", queries: list.map(make) });
      return { combineWith: "OR", queries: [all(slot.term, loose), ...slot.same.map((one) => all(one, exact))] };
    }

    /* The sections that answer a question, best first: [{section, score, terms}]. */
    find(question) {
      const slots = this.slots(question);
      const scores = new Map();
      slots.forEach((slot, at) => {
        const last = at === slots.length - 1 && !/\s$/.test(question);
        const hits = this.index.search(this.tree(slot, last), { boost: FIELDS, weights: { prefix: 0.5 }, processTerm: (term) => term });
        for (const hit of hits) {
          const entry = scores.get(hit.id) ?? { score: 0, slots: 0, terms: new Set() };
          entry.score += hit.score;
          entry.slots += 1;
          hit.terms.forEach((term) => entry.terms.add(term));
          scores.set(hit.id, entry);
        }
      });
      const asked = slots.flatMap((slot) => slot.term);
      // Who asks in Chinese is shown the word in English first.
      const translated = CHINESE.test(question);
      const worth = ({ kind }) => (kind === "term" && translated ? 1 : KINDS[kind]);
      return [...scores].map(([id, { score, slots: met, terms: matched }]) => {
        const section = this.sections[id];
        const share = met / slots.length;
        return { section, terms: matched, score: score * share ** 2 * worth(section) * this.closeness(section, asked) };
      }).sort((a, b) => b.score - a.score || a.section.id - b.section.id);
    }

    /* Words that are a name of the section, or stand together in its title, count for more. */
    closeness(section, asked) {
      const title = terms(section.title);
      const names = [...section.also.split(","), ...(section.names ?? [])].map(terms);
      const together = (all, part) => part.length > 0 && ` ${all.join(" ")} `.includes(` ${part.join(" ")} `);
      if ([title, ...names].some((name) => name.length === asked.length && together(name, asked))) return 2;
      return asked.length > 1 && together(title, asked) ? 1.5 : 1;
    }
  }

  /* A line of a section around the words that were found: [[text, found], …]. */
  const line = (text, found, room = 150) => {
    const tokens = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => {
      const own = terms(match[0]);
      return { from: match.index, to: match.index + match[0].length, hit: own.some((term) => found.has(term)) };
    });
    const hits = tokens.filter((token) => token.hit);
    if (!hits.length) return [[text.length > room ? `${text.slice(0, text.lastIndexOf(" ", room))} …` : text, false]];
    let best = hits[0], most = 0;
    for (const start of hits) {
      const inside = hits.filter((hit) => hit.from >= start.from && hit.to <= start.from + room - 30);
      const different = new Set(inside.map((hit) => text.slice(hit.from, hit.to).toLowerCase())).size;
      if (different > most) [best, most] = [start, different];
    }
    const before = Math.max(0, best.from - 40);
    const from = before && tokens.find((token) => token.from >= before).from;
    const end = tokens.filter((token) => token.to <= from + room).at(-1)?.to ?? text.length;
    const to = text.length - end < 3 ? text.length : end;
    const parts = from ? [["… ", false]] : [];
    let at = from;
    for (const hit of hits.filter((one) => one.from >= from && one.to <= to)) {
      parts.push([text.slice(at, hit.from), false], [text.slice(hit.from, hit.to), true]);
      at = hit.to;
    }
    parts.push([text.slice(at, to) + (to < text.length ? " …" : ""), false]);
    return parts.filter(([part]) => part);
  };

  return { BookSearch, line, terms };
})();
