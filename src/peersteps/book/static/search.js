// Searching in the page itself: the words looked for reach no address bar, no history, no host and no storage.
// The index and the stemmer are Sphinx's (searchindex.js, language_data.js). Its search page is not: it leaves numbers out, and
// people look for 117 and 999.

const IN_TITLE = 15;
const IN_TEXT = 5;
const BEGINS_TITLE = 7;
const BEGINS_TEXT = 2;

/** Pages for the people around a learner come after those for learners. */
const AROUND = /^book\/(for-|about\/)|\/facilitator$/;

const Search = {
  index: null,
  setIndex(index) {
    Search.index = index;
  },
};

/** "s117" and "s. 117" are looked for as section 117. */
function wordsOf(query) {
  const stemmer = new Stemmer();
  const plain = query.toLowerCase().replace(/\bs\.? ?(?=\d)/g, "section ");
  const words = plain.split(/[^\p{L}\p{N}_]+/u).filter((word) => word && !stopwords.includes(word));
  const stem = (word) => (stopwords.includes(stemmer.stemWord(word)) ? word : stemmer.stemWord(word)); // Ife is not "if"
  return [...new Set(words.map(stem))];
}

/** Whoever looks for a helpline finds the page to ring from first. */
const HELP = "book/get-help";
const TO_RING = 4;

/** The pages that have a word, each with what that is worth. Longer words that begin with it count a little. */
function having(word) {
  const worth = new Map();
  const note = (pages, points) => {
    for (const page of [].concat(pages)) worth.set(page, Math.max(points, worth.get(page) ?? 0));
  };
  for (const [terms, whole, begins] of [
    [Search.index.terms, IN_TEXT, BEGINS_TEXT],
    [Search.index.titleterms, IN_TITLE, BEGINS_TITLE],
  ]) {
    const known = Object.hasOwn(terms, word);
    if (known) note(terms[word], whole);
    // A short word that is there, such as a name, is not the beginning of another.
    if (/^\d/.test(word) || word.length < 3 || (known && word.length < 4)) continue;
    for (const term of Object.keys(terms)) if (term.startsWith(word)) note(terms[term], begins);
  }
  return worth;
}

/** The pages with the most of the words, the best first. */
function find(words) {
  const found = new Map();
  for (const word of words) {
    for (const [page, points] of having(word)) {
      const { words: before, points: sum } = found.get(page) ?? { words: 0, points: 0 };
      found.set(page, { words: before + 1, points: sum + points });
    }
  }
  for (const [page, one] of found) if (Search.index.docnames[page] === HELP) one.points += TO_RING;
  const most = Math.max(0, ...[...found.values()].map((one) => one.words));
  const pages = [...found.keys()].filter((page) => found.get(page).words === most);
  const title = (page) => Search.index.titles[page];
  pages.sort((a, b) => found.get(b).points - found.get(a).points || title(a).localeCompare(title(b)));
  return { pages, all: most === words.length };
}

/** The words that the glossary explains, of those that the query is or begins. */
function explained(query) {
  const sought = query.toLowerCase().trim();
  const entries = Object.entries(Search.index.indexentries).filter(([name]) => sought.length > 2 && name.startsWith(sought));
  return entries.flatMap(([, places]) => places.map(([page, id]) => ({ page, id })));
}

function element(name, attributes, ...children) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

/** What a title alone does not tell: that it is a talk to practise, or which module it belongs to. */
function placeOf(docname) {
  if (docname.startsWith("book/practise/")) return "a conversation to practise";
  const module = /^modules\/[^/]+\/(?!index$)/.exec(docname) && docname.replace(/[^/]+$/, "index");
  const at = module ? Search.index.docnames.indexOf(module) : -1;
  return at < 0 ? "" : `in ${asText(Search.index.titles[at])}`;
}

/** Titles stand in the index as HTML. */
function asText(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent;
}

function row(page, title, anchor = "") {
  const docname = Search.index.docnames[page];
  const place = anchor ? asText(Search.index.titles[page]) : placeOf(docname);
  const link = element("a", { href: `${document.documentElement.dataset.content_root}${docname}.html${anchor}` }, title);
  return element("li", {}, link, ...(place ? [" ", element("small", {}, place)] : []));
}

function draw(query) {
  const { pages, all } = find(wordsOf(query));
  const around = pages.filter((page) => AROUND.test(Search.index.docnames[page]));
  const learners = pages.filter((page) => !around.includes(page));
  const rows = (some) => some.map((page) => row(page, asText(Search.index.titles[page])));
  const words = explained(query).map(({ page, id }) => row(page, id.replace(/^term-/, "").replaceAll("-", " "), `#${id}`));
  const parts = [element("h2", {}, "What was found")];
  if (!pages.length && !words.length) {
    parts.push(element("p", {}, "Nothing was found. Try one short word, or look in Contents at the top of the page."));
  } else {
    const missing = all ? "" : " No page has all of your words; these have some.";
    parts.push(element("p", { className: "hint" }, `Pages: ${pages.length}.${missing}`));
  }
  if (words.length || learners.length) parts.push(element("ul", {}, ...words, ...rows(learners)));
  if (around.length) {
    parts.push(element("h2", {}, "For trainers, managers and authors"), element("ul", {}, ...rows(around)));
  }
  document.getElementById("search-results").replaceChildren(...parts);
}

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("search-form");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = document.getElementById("search-words").value.trim();
    if (query) draw(query);
  });
});
