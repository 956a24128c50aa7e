// Keys for review: the letters on a card's buttons press them, 1 to 5 give the reason, r approves what adds nothing new
// in an article, v opens the desk, g takes the article. What it does not take is left to keys.js, as moving from card to card.
(() => {
  const isFolded = (card) => Boolean(card.closest("details:not([open])"));
  const cards = () => [...document.querySelectorAll(".card")].filter((card) => !isFolded(card));
  const current = () => document.activeElement?.closest?.(".card");
  const isTyping = (element) => element?.matches?.("input, select, textarea, [contenteditable]");

  const press = (card, key) => {
    const details = card.querySelector("details.reject");
    if (/^[1-5]$/.test(key) && !details?.open) return false;
    const comment = key === "c" && card.querySelector(".comments[open] textarea"); // once they are open, to write one
    if (comment) {
      comment.focus();
      return true;
    }
    const button = card.querySelector(`[data-key="${key}"]`);
    // A card that has just been drawn is seen before htmx has taken hold of it: until then a press would leave the page.
    if (button && card.closest(".htmx-added")) document.addEventListener("htmx:after:process", () => press(card, key), { once: true });
    else button?.click();
    return Boolean(button);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const card = current();
    if (event.key === "r") {
      document.activeElement?.closest?.("section")?.querySelector('[data-key="r"]')?.click();
    } else if (event.key === "v" || event.key === "g" || (event.key === "Enter" && event.target === card)) {
      // The desk, or taking the article: the card's, or the first one.
      const asked = event.key === "g" ? "g" : "v";
      const button = (card?.closest("section") ?? document).querySelector(`[data-page-key="${asked}"]`);
      if (!button) return;
      button.click();
    } else if (!card || !press(card, event.key)) return;
    event.preventDefault();
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
