// The keys of every page: / to the search, j and k from row to row, Enter opens a row, ? lists the keys of the page.
// A page's own script comes first and takes what is its own: what it has taken is not looked at here.
(() => {
  const ROWS = ".card, .hit, .list__item, .log__line, section.change, article.change, .matrix tbody tr, .plain-table tbody tr, .rows > .row";
  const isFolded = (row) => Boolean(row.closest("details:not([open]), .chart__table")) || !row.getClientRects().length;
  const rows = () => [...document.querySelectorAll(ROWS)].filter((row) => !isFolded(row));
  const current = () => document.activeElement?.closest?.(ROWS);
  const isTyping = (element) => element?.matches?.("input:not([type=radio], [type=checkbox], [type=range]), select, textarea, [contenteditable]");
  const help = document.getElementById("keys");

  // The first key goes to the first row in view, not to one that was scrolled past.
  const move = (step) => {
    const all = rows();
    const at = all.indexOf(current());
    const seen = Math.max(0, all.findIndex((row) => row.getBoundingClientRect().bottom > 0));
    const next = all[at < 0 ? seen : Math.min(Math.max(at + step, 0), all.length - 1)];
    if (!next) return false;
    if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    return true;
  };

  const open = (row) => {
    const link = row.querySelector("h2 a, th a, td a, .chain__article") ?? row.querySelector("a[href]:not([data-key])");
    link?.click();
    return Boolean(link);
  };

  const search = () => {
    const box = document.getElementById("search");
    box?.focus();
    box?.select();
    return Boolean(box);
  };

  const showHelp = () => {
    help?.showModal();
    return Boolean(help);
  };

  // True where a key means something here.
  const onKey = (event) => {
    if (event.key === "/") return search();
    if (event.key === "?") return showHelp();
    if (event.key === "j" || event.key === "k") return move(event.key === "j" ? 1 : -1);
    return event.key === "Enter" && event.target === current() && open(event.target);
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
    if (isTyping(event.target)) {
      if (event.key !== "Escape") return;
      event.target.blur();
      event.target.closest(ROWS)?.focus();
    } else if (onKey(event)) event.preventDefault();
  });

  for (const button of document.querySelectorAll("[data-opens=keys]")) {
    button.hidden = false;
    button.addEventListener("click", showHelp);
  }
})();
