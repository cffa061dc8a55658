// The colour switch. It runs before the page is drawn, so that a dark page never flashes light; storage may be denied.
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
})();
