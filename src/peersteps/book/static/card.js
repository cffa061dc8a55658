// Two cards fit on a sheet of paper: the second is there only while it is printed.
window.addEventListener("beforeprint", () => {
  const card = document.querySelector("article");
  const second = card.cloneNode(true);
  second.className = "second";
  for (const one of second.querySelectorAll("[id]")) one.removeAttribute("id");
  card.after(second);
});

window.addEventListener("afterprint", () => {
  for (const second of document.querySelectorAll("article.second")) second.remove();
});
