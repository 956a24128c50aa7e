// The desk: keys, the quote's ends, choosing by typing, and the focus after each swap. Without it, links and forms do.
// The search and the list of keys are those of every page (keys.js).
(() => {
  const desk = document.getElementById("desk");
  const pane = document.getElementById("desk-pane");
  const bar = document.getElementById("desk-selected");
  const { sides, colours } = JSON.parse(document.getElementById("desk-choosing").textContent);
  const sentences = JSON.parse(desk.dataset.sentences);
  const card = () => document.getElementById("desk-card");
  const form = () => document.getElementById("desk-form");
  const state = () => card().dataset.state;
  const drafts = new Map();
  let busy = false, ahead = [], place = null, proposed = "", told = [], marked = null;

  // ——— where we are ———
  const go = (address) => htmx.ajax("GET", address, { target: "#desk-card", swap: "outerHTML" });
  const say = (words) => { document.getElementById("desk-said").textContent = words; };
  const current = () => card().dataset.proposal ?? "";
  const fields = () => JSON.stringify([...new FormData(form())].filter(([name]) => !/token|then|note/.test(name)));
  const isChanged = () => Boolean(form()) && fields() !== proposed;

  const posted = () => ["start", "end"].map((name) => passages.toUnits(Number(form().elements[name].value)));

  const arrive = () => {
    passages.read(sentences);
    place = null;
    onSelection();
    for (const hidden of desk.querySelectorAll(".desk__ends, .desk__ask")) hidden.hidden = false;
    if (form()) {
      place = told = posted();
      proposed = state() === "waiting" ? fields() : "";
      restore();
    }
    mark();
    show();
    const open = desk.querySelector("#desk-list [aria-current]");
    const list = document.getElementById("desk-list");
    if (open && list.scrollHeight > list.clientHeight && getComputedStyle(list).overflowY === "auto") open.scrollIntoView({ block: "nearest" });
  };

  const restore = () => {
    const draft = state() === "waiting" && drafts.get(current());
    if (!draft) return;
    for (const [name, value] of draft) {
      const field = form().elements[name];
      if (field && !/token|then/.test(name)) field.value = value;
      if (name === "issue") fillSides();
    }
    form().elements.side && (form().elements.side.value = new Map(draft).get("side"));
    place = posted();
    document.querySelector("#desk-quote span").textContent = passages.words(place);
  };

  // The quote at hand comes into view, a third down the pane; on a phone the card comes out from under the text.
  const show = () => {
    const quote = place ? passages.range(place) : document.getElementById("quote");
    if (quote) {
      const box = quote.getBoundingClientRect(), frame = pane.getBoundingClientRect();
      if (box.top < frame.top + 8 || box.bottom > frame.bottom - 8 || box.height > frame.height) {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        pane.scrollTo({ top: pane.scrollTop + box.top - frame.top - frame.height / 3, behavior: calm ? "auto" : "smooth" });
      }
    }
    const beside = pane.getBoundingClientRect(), hand = desk.querySelector(".desk__hand").getBoundingClientRect();
    const hidden = (hand.left < beside.right ? beside.bottom : 0) - hand.top;
    if (hidden > 0 && scrollY > 0) scrollBy({ top: -hidden });
  };

  // ——— what was changed ———
  const mark = () => {
    const changed = state() === "waiting" && (isChanged() || card().hasAttribute("data-amended"));
    const button = form()?.querySelector("[data-changed]");
    if (button) {
      button.dataset.proposed ??= button.firstChild.textContent;
      button.firstChild.textContent = changed ? button.dataset.changed : button.dataset.proposed;
    }
    const moved = state() === "hand" || Boolean(place && place.join() !== told.join());
    for (const named of card().querySelectorAll("[data-names]")) {
      const chosen = form()?.elements[named.dataset.names]?.selectedOptions?.[0];
      if (chosen && state() === "waiting" && form().elements.stance) named.textContent = chosen.label;
      if (chosen?.value in colours) card().className = `desk__card party-${colours[chosen.value]}`;
    }
    pane.classList.toggle("is-moved", moved);
    passages.paint(moved && place);
    const said = card().querySelector(".desk__moved");
    if (said) said.textContent = moved && state() === "waiting" ? "Quote, moved" : "Quote";
    said?.classList.toggle("is-changed", said.textContent !== "Quote");
    const before = new Map(state() === "waiting" ? JSON.parse(proposed) : []);
    for (const each of card().querySelectorAll(".desk__field :is(select, input)"))
      each.closest("p").classList.toggle("is-changed", before.has(each.name) && before.get(each.name) !== each.value);
  };

  const moveTo = (next) => {
    if (!place) return;
    place = next;
    form().elements.start.value = passages.toPlace(next[0]);
    form().elements.end.value = passages.toPlace(next[1]);
    document.querySelector("#desk-quote span").textContent = passages.words(next);
    mark();
    show();
  };

  const fillSides = () => {
    const { issue, side } = form().elements;
    if (!side) return;
    const kept = side.value;
    side.replaceChildren(new Option("not told", ""), ...(sides[issue.value] ?? []).map(([key, label]) => new Option(label, key)));
    side.value = [...side.options].some((option) => option.value === kept) ? kept : "";
  };

  document.addEventListener("change", (event) => {
    if (!form()?.contains(event.target)) return;
    if (event.target.name === "issue") fillSides();
    mark();
  });

  // ——— choosing by typing ———
  const typing = document.getElementById("desk-typing");
  const typed = typing.querySelector("input"), choices = typing.querySelector("ul");
  const names = { p: "party", i: "issue", s: "side", d: "said_on", f: "attribution" };
  let field = null, options = [];

  const days = () => {
    const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
    const reported = Date.parse(`${desk.dataset.published}T00:00Z`);
    return Array.from({ length: 730 }, (_, back) => new Date(reported - back * 86_400_000)).map((day) => {
      const value = day.toISOString().slice(0, 10);
      return { value, label: format.format(day), also: value };
    });
  };

  const open = (key) => {
    field = form()?.elements[names[key]] ?? (key === "p" ? form()?.elements.counted_by : null);
    if (!field) return false;
    options = field.options ? [...field.options].map(({ value, label }) => ({ value, label })) : days();
    field.closest("p").append(typing);
    typing.hidden = false;
    typed.value = "";
    typed.setAttribute("aria-label", `${field.labels[0].firstChild.textContent}: type, Enter takes, Escape leaves`);
    list();
    typed.focus();
    return true;
  };

  const close = (then = card()) => {
    if (typing.hidden) return;
    typing.hidden = true;
    desk.append(typing);
    then?.focus({ preventScroll: true });
  };

  const list = () => {
    const parts = typed.value.toLowerCase().split(/[\s,]+/).filter(Boolean);
    const fits = ({ label, also = "" }) => parts.every((part) => [...label.toLowerCase().split(/[\s,]+/), also].some((word) => word.startsWith(part)));
    const found = options.filter(fits).slice(0, field.options ? 40 : 8);
    const chosen = parts.length ? 0 : Math.max(0, found.findIndex(({ value }) => value === field.value));
    choices.replaceChildren(...found.map(({ value, label }, at) => {
      const item = document.createElement("li");
      Object.assign(item, { id: `desk-choice-${at}`, textContent: label, role: "option" });
      item.dataset.value = value;
      return item;
    }));
    point(chosen);
  };

  const point = (at) => {
    const items = [...choices.children];
    const chosen = items[Math.min(Math.max(at, 0), items.length - 1)];
    for (const item of items) item.setAttribute("aria-selected", String(item === chosen));
    if (chosen) typed.setAttribute("aria-activedescendant", chosen.id);
    else typed.removeAttribute("aria-activedescendant");
    choices.classList.toggle("is-empty", !chosen);
    chosen?.scrollIntoView({ block: "nearest" });
  };

  const take = (item) => {
    if (!item) return;
    field.value = item.dataset.value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  };

  typed.addEventListener("input", list);
  typed.addEventListener("blur", () => close(null));
  typed.addEventListener("keydown", (event) => {
    const at = [...choices.children].findIndex((item) => item.getAttribute("aria-selected") === "true");
    const acts = { Enter: () => take(choices.children[at]), Escape: () => close(), ArrowDown: () => point(at + 1), ArrowUp: () => point(at - 1) };
    event.stopPropagation();
    if (!(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  });
  choices.addEventListener("mousedown", (event) => event.preventDefault());
  choices.addEventListener("click", (event) => take(event.target.closest("li")));

  // ——— words marked in the text ———
  const onSelection = () => {
    marked = passages.selected();
    bar.hidden = !marked;
    if (!marked) return;
    const count = passages.words(marked).split(/\s+/).length;
    document.getElementById("desk-selected-words").textContent = count === 1 ? "1 word" : `${count} words`;
    bar.querySelector("[data-press=q]").hidden = !place;
  };
  document.addEventListener("selectionchange", onSelection);
  bar.addEventListener("mousedown", (event) => event.preventDefault());

  const byHand = (kind = "position") => {
    const taken = marked ?? (state() === "hand" ? place : null) ?? passages.sentenceAfter(place?.[1] ?? 0) ?? [0, 0];
    const places = `start=${passages.toPlace(taken[0])}&end=${passages.toPlace(taken[1])}`;
    getSelection().removeAllRanges();
    go(`${desk.dataset.address}?by-hand=${kind}&proposal=${current()}&${places}`);
  };

  const asQuote = () => {
    if (!marked || !place) return;
    const taken = marked;
    getSelection().removeAllRanges();
    moveTo(taken);
    card().focus({ preventScroll: true });
  };

  pane.addEventListener("click", (event) => {
    const quote = event.target.closest("mark[data-proposal]");
    if (quote && !marked && !busy && state() !== "hand") document.getElementById(`desk-to-${quote.dataset.proposal}`)?.click();
  });

  // ——— keys ———
  const isTyping = (element) => element.matches?.("select, textarea, input:not([type=radio])");
  const reasons = () => card().querySelector("details.desk__reject[open]");
  const button = (key) => [...card().querySelectorAll("[data-press]"), ...desk.querySelectorAll("[data-press]")]
    .find((each) => each.dataset.press === key && each.offsetParent);

  const follow = (step) => {
    const links = [...document.querySelectorAll("#desk-list .desk__item a")];
    const at = links.findIndex((link) => link.hasAttribute("aria-current"));
    const next = links[at < 0 ? 0 : at + step];
    if (next) next.click();
    else say(step > 0 ? "This is the last one." : "This is the first one.");
  };

  const stance = (digit) => {
    const radio = form()?.querySelectorAll("[name=stance]")[digit - 1];
    radio?.click();
    return Boolean(radio);
  };

  const onDigit = (digit) => {
    if (!reasons()) return stance(digit);
    card().querySelector(`[data-reason="${digit}"]`)?.click();
    return true;
  };

  const bulk = () => {
    if (!isChanged()) return button("r")?.click();
    say("This one is changed: approve it (a) or take it back (⌫) before the others go with one key.");
  };

  const onEscape = () => {
    if (reasons()) reasons().open = false;
    else if (marked) getSelection().removeAllRanges();
    else if (state() === "hand") button("Escape")?.click();
    card().focus({ preventScroll: true });
  };

  const asProposed = () => {
    if (state() !== "waiting") return;
    proposed = fields(); // what is given up is no draft
    go(`${desk.dataset.address}?proposal=${current()}`);
  };

  // Opens the comments; once they are open, to write one.
  const comment = () => {
    const box = card().querySelector(".comments[open] textarea");
    if (box) box.focus();
    else card().querySelector("[data-key=c]")?.click();
  };

  const acts = {
    m: () => (state() === "hand" ? asQuote() : byHand()),
    "#": () => byHand(state() === "hand" && form().elements.value ? "position" : "figure"),
    q: asQuote,
    r: bulk,
    c: comment,
    t: () => form()?.elements.note?.focus(),
    w: () => card().querySelector("[data-key=w]")?.click(),
    Escape: onEscape,
    Backspace: asProposed,
  };

  // True where a key means something here.
  const onKey = (key) => {
    if (key in names) return open(key);
    if (/^[1-5]$/.test(key)) return onDigit(Number(key));
    if (passages.isStep(key) || (state() === "hand" && /^[jk]$/.test(key))) return moveTo(passages.move(place ?? [0, 0], key)), true;
    if (key === "j" || key === "k") return follow(key === "j" ? 1 : -1), true;
    if (key in acts) return acts[key](), true;
    const pressed = button(key);
    pressed?.click();
    return Boolean(pressed);
  };

  const keyOf = (event) => {
    const bracket = event.altKey && { BracketLeft: event.shiftKey ? "<" : "(", BracketRight: event.shiftKey ? ">" : ")" }[event.code];
    return event.getModifierState("AltGraph") ? event.key : bracket || event.key;
  };

  document.addEventListener("keydown", (event) => {
    const key = keyOf(event);
    const isAlt = event.altKey && key === event.key && !event.getModifierState("AltGraph");
    if (document.querySelector("dialog[open]") || isAlt || ((event.ctrlKey || event.metaKey) && !event.getModifierState("AltGraph"))) return;
    if (isTyping(event.target)) {
      if (key !== "Escape") return;
      event.preventDefault(); // it is ours: the page's own keys would only leave the field
      card().focus({ preventScroll: true });
      return;
    }
    if (event.repeat && !/^[jk[\](){}<>]$/.test(key)) return;
    // While an answer is under way only moving on and comments are remembered: nobody decides what is not yet seen.
    if (busy) {
      if (key === "Escape") card().focus({ preventScroll: true });
      if (/^[jkzc]$/.test(key)) ahead = [...ahead, key].slice(-5);
      return;
    }
    if (onKey(key)) event.preventDefault();
  });

  // Buttons that stand for keys without a form or an address of their own.
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("button[type=button][data-press]");
    if (pressed && !busy) onKey(pressed.dataset.press);
    const link = event.target.closest?.("a[data-press=m], a[data-press='#']");
    if (link) {
      event.preventDefault();
      if (link.dataset.press === "m") byHand();
      else onKey("#");
    }
  });

  // ——— swaps ———
  document.addEventListener("htmx:before:request", () => { busy = true; });
  document.addEventListener("htmx:finally:request", () => {
    busy = false;
    const [next, ...rest] = ahead;
    ahead = rest;
    if (next) onKey(next);
  });
  const isOfCard = (event) => event.detail.ctx?.target?.id === "desk-card"; // other parts are drawn without it
  document.addEventListener("htmx:before:swap", (event) => {
    if (!isOfCard(event)) return;
    close(null);
    const isPost = event.detail.ctx?.request?.method?.toUpperCase() === "POST";
    if (state() !== "waiting") return;
    if (isChanged() && !isPost) drafts.set(current(), [...new FormData(form())]);
    else drafts.delete(current());
  });
  document.addEventListener("htmx:after:swap", (event) => {
    busy = false;
    if (!isOfCard(event)) return;
    arrive();
    card().focus({ preventScroll: true });
  });
  document.addEventListener("htmx:error", () => say("The server did not answer: nothing was changed. Try again."));

  // A batch has a page-wide answer of its own: it is sent, and the desk drawn anew.
  document.addEventListener("submit", async (event) => {
    const sent = event.target.closest("form[data-refreshes]");
    if (!sent) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      await fetch(sent.action, { method: "POST", body: new FormData(sent), redirect: "manual" });
      await go(`${desk.dataset.address}?then=${current()}`);
      if (sent.dataset.says) say(sent.dataset.says);
    } catch {
      say("The server did not answer: try again.");
    } finally {
      busy = false;
    }
  });

  arrive();
  card().focus({ preventScroll: true });
  // An address that ends in "#quote" takes the focus to the text once the page is there.
  addEventListener("load", () => document.activeElement === document.body && card().focus({ preventScroll: true }));
})();
