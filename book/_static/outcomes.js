/* Change the rule, see the outcome: every result was computed when the book was built; this only looks it up. */
(() => {
  "use strict";
  for (const fold of document.querySelectorAll("details[data-outcome]")) {
    const form = fold.querySelector(".outcome-choices");
    if (!form) continue;
    const selects = [...form.querySelectorAll("select")];
    const rows = [...fold.querySelectorAll(".outcome-ways tbody tr")];
    const marks = [...fold.querySelectorAll(".outcome-strip i")]; // one for each row, in the same order
    const now = form.querySelector(".outcome-now");
    const words = (select) => select.selectedOptions[0].textContent;
    const show = () => {
      const at = rows.findIndex((row) => selects.every((select, i) => row.cells[i].textContent === words(select)));
      const row = rows[at];
      marks.forEach((mark, i) => mark.classList.toggle("chosen", i === at));
      now.className = `outcome-now ${row ? row.dataset.outcome : ""}`;
      now.textContent = row
        ? `${row.cells[row.cells.length - 2].textContent}. ${row.cells[row.cells.length - 1].textContent}`
        : "These choices make no sense together.";
    };
    for (const select of selects) {
      select.disabled = false;
      select.addEventListener("change", show);
    }
    marks.forEach((mark, i) => mark.addEventListener("click", () => {
      selects.forEach((select, j) => {
        const wanted = rows[i].cells[j].textContent;
        select.selectedIndex = [...select.options].findIndex((option) => option.textContent === wanted);
      });
      show();
    }));
    show();
  }
})();
