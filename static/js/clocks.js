// The strip under the clocks: drag to a day, or step from change to change with the arrow keys.
(() => {
  const strip = document.querySelector(".strip");
  const range = strip?.querySelector(".strip__range");
  if (!range) return;
  range.hidden = false;
  const shown = document.querySelector('.clocks label[for="as_of"] + b');
  const dayAt = (number) => {
    const day = new Date(`${strip.dataset.first}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + Number(number));
    return day.toISOString().slice(0, 10);
  };
  const go = (query) => { location.href = location.pathname + query; };

  range.addEventListener("input", () => {
    const share = range.max > 0 ? range.value / range.max : 0;
    const here = strip.querySelector(".strip__here");
    for (const end of ["x1", "x2"]) here.setAttribute(end, 6 + 988 * share);
    shown.textContent = range.ariaValueText = dayAt(range.value);
  });
  range.addEventListener("change", () => {
    const query = new URLSearchParams(location.search);
    query.set("as_of", dayAt(range.value));
    go(`?${query}`);
  });
  range.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: "prev", ArrowDown: "prev", ArrowRight: "next", ArrowUp: "next" }[event.key];
    if (!step) return;
    event.preventDefault();
    sessionStorage.setItem("stepping", "yes");
    strip.querySelector(`a[rel="${step}"]`)?.click();
  });
  // Stepping loads a page each time: the focus stays on the strip.
  if (sessionStorage.getItem("stepping")) {
    sessionStorage.removeItem("stepping");
    range.focus({ preventScroll: true });
  }
})();
