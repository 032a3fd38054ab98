/* Search and filters of the claims ledger. Without this script the whole list is there, unfiltered. */
(() => {
  "use strict";
  const start = () => {
    const box = document.querySelector("[data-ledger]");
    if (!box) return;
    const form = box.querySelector("form");
    const claims = [...box.querySelectorAll("details.claim")];
    const selects = [...form.querySelectorAll("select")];
    const search = form.querySelector("[data-search]");
    const count = form.querySelector("[data-count]");
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const claim of claims) {
        const text = claim.textContent.toLowerCase();
        const fits = words.every((word) => text.includes(word))
          && selects.every((select) => !select.value || claim.dataset[select.dataset.filter] === select.value);
        claim.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      count.textContent = `${shown} of ${claims.length} claims`;
    };
    /* The filters stand in the address, so that a filtered list can be sent to somebody. */
    const fields = [...selects.map((select) => [select.dataset.filter, select]), ["words", search]];
    const keep = () => {
      const asked = new URLSearchParams(fields.filter(([, field]) => field.value).map(([name, field]) => [name, field.value]));
      history.replaceState(null, "", `${location.pathname}${asked.size ? `?${asked}` : ""}${location.hash}`);
    };
    for (const [name, field] of fields) field.value = new URLSearchParams(location.search).get(name) || "";
    const open = () => {
      const target = location.hash && document.getElementById(location.hash.slice(1));
      if (target && target.matches("details.claim")) target.open = true;
    };
    form.hidden = false;
    form.addEventListener("input", () => { apply(); keep(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", open);
    apply();
    open();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
