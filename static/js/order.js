// Lists that are put in order by dragging: the row follows the pointer, and letting go sends the form. The arrows beside
// each row do the same by keyboard, and all of it without this file.
(() => {
  const rowOf = (element) => element.closest?.(".row");
  let held = null, before = "";

  const orderOf = (list) => [...list.querySelectorAll('[name="keys"]')].map((input) => input.value).join(" ");

  const ready = () => document.querySelectorAll("[data-order]").forEach((list) => { list.dataset.order = "ready"; });

  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.("[data-grip]") || event.button) return;
    held = rowOf(event.target);
    before = orderOf(held.parentElement);
    held.classList.add("row--held");
    event.preventDefault();
  });

  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    const others = [...held.parentElement.children].filter((row) => row !== held);
    const below = others.find((row) => {
      const box = row.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    held.parentElement.insertBefore(held, below || null);
  });

  const letGo = (keep) => {
    if (!held) return;
    const form = held.closest("form"), list = held.parentElement;
    held.classList.remove("row--held");
    held = null;
    if (keep && orderOf(list) !== before) form.requestSubmit();
  };
  document.addEventListener("pointerup", () => letGo(true));
  document.addEventListener("pointercancel", () => letGo(true));

  // After a step by the arrows the focus stays on the arrow of the same row, so that a row can be walked along.
  let pressed = "";
  document.addEventListener("click", (event) => { pressed = event.target.closest?.('[name="move"]')?.id || ""; });
  document.addEventListener("htmx:after:swap", () => {
    ready();
    if (pressed) document.getElementById(pressed)?.focus();
    pressed = "";
  });
  ready();
})();
