/* Search and filters of a list, as of all figures. Without this script the whole list is there, unfiltered. */
(() => {
  "use strict";
  const start = () => {
    const box = document.querySelector("[data-list]");
    if (!box) return;
    const form = box.querySelector("form");
    const items = [...box.querySelectorAll("[data-item]")];
    const selects = [...form.querySelectorAll("select")];
    const search = form.querySelector("[data-search]");
    const plain = (text) => text.toLowerCase().replace(/[‘’]/g, "'").replace(/–/g, "-"); /* as a keyboard writes it */
    const apply = () => {
      const words = plain(search.value).split(/\s+/).filter(Boolean);
      for (const item of items) {
        const text = plain(`${item.textContent} ${item.dataset.also ?? ""}`);
        item.hidden = !words.every((word) => text.includes(word))
          || !selects.every(({ value, dataset }) => !value || item.dataset[dataset.filter]?.split("|").includes(value));
      }
      const shown = items.filter((item) => !item.hidden).length;
      form.querySelector("[data-count]").textContent = `${shown} of ${items.length} ${box.dataset.list}`;
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
      if (target && target.matches("details[data-item]")) target.open = true;
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
