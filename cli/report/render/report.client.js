// Filters the integrations, and opens the one that a link leads to. The page is whole without it.
(() => {
  const form = document.getElementById("search");
  const articles = [...document.querySelectorAll("article.integration")];

  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target ? target.querySelector(":scope > details") : null;
    if (folded) folded.open = true;
  };
  addEventListener("hashchange", open);
  open();

  if (!form) return;
  const query = form.querySelector("#query");
  const worst = form.querySelector("#worst");
  const shown = form.querySelector("#shown");
  const nothing = document.getElementById("nothing-found");
  const filter = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    for (const article of articles) {
      const { text = "", severity } = article.dataset;
      const fits = words.every((word) => text.includes(word)) && (!worst?.value || worst.value === severity);
      article.hidden = !fits;
      const link = document.querySelector(`.index a[href="#${CSS.escape(article.id)}"]`);
      if (link) link.parentElement.hidden = !fits;
      if (fits) number += 1;
    }
    nothing.hidden = number > 0;
    const all = articles.length;
    shown.textContent = number === all ? `${all} integrations` : `${number} of ${all} integrations`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
})();
