/* Sorts the rows of a table by any column, and copies the link to one where its key is clicked; a row on a later part of a table is looked for there. */
(() => {
  "use strict";
  const start = () => {
    const table = document.querySelector(".browse table");
    const further = document.querySelector('a[rel="next"][href]:not(.right-next)');
    const { hash } = location;
    if (hash && further && !document.getElementById(decodeURIComponent(hash.slice(1)))) location.replace(further.href + hash);
    if (!table) return;
    const body = table.tBodies[0];
    const order = new Intl.Collator(undefined, { numeric: true }).compare;
    body.addEventListener("click", ({ target }) => {
      if (!target.matches('th a[href^="#"]')) return;
      const said = document.querySelector("[data-count]");
      navigator.clipboard?.writeText(target.href).then(() => { said.textContent = `The link to ${target.textContent} is copied.`; }, () => {});
    });
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const number = head.classList.contains("number");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const value = (row) => row.cells[at].textContent;
        /* Blanks last, whichever way. */
        const rows = [...body.rows].map((row) => [value(row), row]).sort(([a], [b]) =>
          !a - !b || (down ? -1 : 1) * (number ? a - b : order(a, b)));
        body.append(...rows.map(([, row]) => row));
      });
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
