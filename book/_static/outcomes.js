/* Change the rule, see the outcome: every result was computed when the book was built; this only looks it up. */
(() => {
  "use strict";
  for (const fold of document.querySelectorAll("details[data-outcome]")) {
    const form = fold.querySelector(".outcome-choices");
    if (!form) continue;
    const selects = [...form.querySelectorAll("select")];
    const rows = new Map([...fold.querySelectorAll("tr[data-way]")].map((row) => [row.dataset.way, row]));
    const marks = [...fold.querySelectorAll(".outcome-strip [data-way]")];
    const now = form.querySelector(".outcome-now");
    const show = () => {
      const way = selects.map((select) => `${select.dataset.choice}=${select.value}`).join(";");
      const row = rows.get(way);
      for (const mark of marks) mark.classList.toggle("chosen", mark.dataset.way === way);
      now.className = `outcome-now ${row ? row.dataset.outcome : ""}`;
      now.textContent = row
        ? `${row.cells[row.cells.length - 2].textContent}. ${row.cells[row.cells.length - 1].textContent}`
        : "These choices make no sense together.";
    };
    for (const select of selects) {
      select.disabled = false;
      select.addEventListener("change", show);
    }
    for (const mark of marks) {
      mark.addEventListener("click", () => {
        const chosen = new Map(mark.dataset.way.split(";").map((pair) => pair.split("=")));
        for (const select of selects) select.value = chosen.get(select.dataset.choice);
        show();
      });
    }
    show();
  }
})();
