// The colour switch. It runs before the page is drawn, so that a dark page never flashes light; storage may be denied.
// Then, once all is loaded, the worker that keeps opened pages for when there is no network.
(function () {
  var body = document.body;
  var order = ["auto", "light", "dark"];
  var names = { auto: "Colours: auto", light: "Colours: light", dark: "Colours: dark" };

  function saved() {
    try {
      return localStorage.getItem("peersteps:colours");
    } catch (denied) {
      return null;
    }
  }

  function keep(choice) {
    try {
      localStorage.setItem("peersteps:colours", choice);
    } catch (denied) {
      // The choice then holds for this page only.
    }
  }

  body.dataset.theme = order.indexOf(saved()) < 0 ? "auto" : saved();

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".colours");
    function say() {
      button.textContent = names[body.dataset.theme];
    }
    say();
    button.hidden = false;
    button.addEventListener("click", function () {
      body.dataset.theme = order[(order.indexOf(body.dataset.theme) + 1) % order.length];
      keep(body.dataset.theme);
      say();
    });
  });

  // Escape closes the panel that one is in, or else whichever is open.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var open = ".help[open], .menu[open]";
    var panel = document.activeElement.closest(open) || document.querySelector(open);
    if (!panel) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });

  var root = new URL("../", document.currentScript.src);

  function own() {
    var loaded = performance.getEntriesByType("resource").map(function (one) {
      return one.name;
    });
    return [location.href.split("#")[0]].concat(loaded);
  }

  window.addEventListener("load", function () {
    // From a disk, or where storage is denied, there is no such worker, and none is needed to read on.
    if (!("serviceWorker" in navigator) || location.protocol === "file:") return;
    navigator.serviceWorker
      .register(new URL("offline.js", root))
      .then(function () {
        return navigator.serviceWorker.ready;
      })
      .then(function (registration) {
        if (!navigator.serviceWorker.controller) registration.active.postMessage(own());
      })
      .catch(function () {});
  });
})();
