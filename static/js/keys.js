// Keys for review: j and k move between cards, the letters on the buttons press them, 1 to 5 give the reason,
// r approves what adds nothing new in an article.
(() => {
  const isFolded = (card) => Boolean(card.closest("details:not([open])"));
  const cards = () => [...document.querySelectorAll(".card")].filter((card) => !isFolded(card));
  const current = () => document.activeElement?.closest?.(".card");
  const isTyping = (element) => element?.matches?.("input, select, textarea, [contenteditable]");

  const move = (step) => {
    const all = cards();
    const at = all.indexOf(current());
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };

  const press = (card, key) => {
    const details = card.querySelector("details.reject");
    if (/^[1-5]$/.test(key) && !details?.open) return false;
    const comment = key === "c" && card.querySelector(".comments[open] textarea"); // once they are open, to write one
    if (comment) {
      comment.focus();
      return true;
    }
    const button = card.querySelector(`[data-key="${key}"]`);
    button?.click();
    return Boolean(button);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.closest(".card")?.focus();
      return;
    }
    if (event.key === "j" || event.key === "k") {
      move(event.key === "j" ? 1 : -1);
      event.preventDefault();
    } else if (event.key === "r") {
      document.activeElement?.closest?.("section")?.querySelector('[data-key="r"]')?.click();
    } else if (event.key === "v" || event.key === "g" || (event.key === "Enter" && event.target === current())) {
      // The desk, or taking the article: the card's, or the first one.
      (current()?.closest("section") ?? document).querySelector(`[data-page-key="${event.key === "g" ? "g" : "v"}"]`)?.click();
    } else if (current() && press(current(), event.key)) {
      event.preventDefault();
    }
  });

  // A page shows a card once: where an answer draws it, a copy of it elsewhere goes.
  const removeTwins = (tasks) => {
    for (const { fragment, target, type } of tasks ?? []) {
      if (type !== "main" || !fragment || typeof target === "string") continue;
      for (const card of fragment.querySelectorAll(".card[id]")) {
        const twin = document.getElementById(card.id);
        if (twin && !target?.contains(twin)) twin.remove();
      }
    }
  };

  // A changed card is a new one: the focus goes to it, so that the next key meets what the editor sees.
  let place = -1;
  document.addEventListener("htmx:before:swap", (event) => {
    place = cards().indexOf(current());
    removeTwins(event.detail.tasks);
  });
  document.addEventListener("htmx:after:swap", () => {
    if (place >= 0 && !current()) cards()[Math.min(place, cards().length - 1)]?.focus({ preventScroll: true });
  });

  // A card that was changed says so on its button.
  document.addEventListener("change", (event) => {
    const button = event.target.closest?.(".card__form")?.querySelector('[data-key="a"]');
    if (button?.firstChild) button.firstChild.textContent = "Approve as amended";
  });
})();
