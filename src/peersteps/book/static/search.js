// Searching in the page itself: the words looked for reach no address bar, no history, no host and no storage.
var SPHINX_HIGHLIGHT_ENABLED = false;

// Sphinx's sentences in ours. (Its own way to set them makes code from text, which a strict host forbids.)
Object.assign(Documentation.TRANSLATIONS, {
  Searching: "Looking",
  "Search Results": "What was found",
  "Search finished, found ${resultCount} page(s) matching the search query.": "Pages: ${resultCount}",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "Nothing was found. Try one short word, or look in Contents at the top of the page.",
});

document.addEventListener("DOMContentLoaded", function () {
  var form = document.getElementById("search-form");
  var results = document.getElementById("search-results");
  form.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    results.replaceChildren();
    var words = document.getElementById("search-words").value.trim();
    if (words) Search.performSearch(words);
  });
});
