// Places in the article's text. The server counts characters, the browser UTF-16 units: both ways lead through here.
const passages = (() => {
  const box = () => document.getElementById("desk-text");
  const inWord = /[\p{L}\p{N}\p{M}]/u;
  let words = "", wide = [], sentences = [];

  // Of each character that takes two units, the first one's place.
  const read = (places) => {
    words = box().textContent;
    wide = [...words.matchAll(/[\u{10000}-\u{10FFFF}]/gu)].map((match) => match.index);
    sentences = [];
    for (let at = 0; at < places.length; at += 2) sentences.push([toUnits(places[at]), toUnits(places[at + 1])]);
  };

  const toUnits = (place) => {
    let unit = place;
    for (const at of wide) {
      if (at >= unit) break;
      unit += 1;
    }
    return unit;
  };
  const toPlace = (unit) => unit - wide.filter((at) => at < unit).length;

  const range = ([start, end]) => {
    const found = document.createRange();
    const nodes = document.createTreeWalker(box(), NodeFilter.SHOW_TEXT);
    let at = 0, begun = false;
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const next = at + node.length;
      if (!begun && start < next) {
        found.setStart(node, start - at);
        begun = true;
      }
      if (end <= next) {
        found.setEnd(node, end - at);
        return found;
      }
      at = next;
    }
    return null;
  };

  const unitOf = (node, offset) => {
    const before = document.createRange();
    before.selectNodeContents(box());
    if (before.comparePoint(node, offset) < 0) return 0;
    if (before.comparePoint(node, offset) > 0) return words.length;
    before.setEnd(node, offset);
    return before.toString().length;
  };

  // What is selected in the text, grown to whole words; null where nothing is.
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const marked = selection.getRangeAt(0);
    if (!marked.intersectsNode(box())) return null;
    let start = unitOf(marked.startContainer, marked.startOffset);
    let end = unitOf(marked.endContainer, marked.endOffset);
    while (start < end && /\s/.test(words[start])) start += 1;
    while (start < end && /\s/.test(words[end - 1])) end -= 1;
    if (start >= end) return null;
    while (start > 0 && inWord.test(words[start]) && inWord.test(words[start - 1])) start -= 1;
    while (end < words.length && inWord.test(words[end - 1]) && inWord.test(words[end])) end += 1;
    return [start, end];
  };

  const first = (found) => sentences.find(found);
  const last = (found) => sentences.findLast(found);
  const length = (pattern, from, to) => pattern.exec(words.slice(Math.max(0, from), to))?.[0].length ?? 0;
  // Keys that move an end: opening signs the start, closing ones the end; [] and () widen, {} and <> narrow.
  const steps = {
    "[": ([start, end]) => [start - length(/\S+\s*$/, start - 200, start), end],
    "]": ([start, end]) => [start, end + length(/^\s*\S+/, end, end + 200)],
    "{": ([start, end]) => [start + length(/^\S+\s+(?=\S)/, start, end), end],
    "}": ([start, end]) => [start, end - length(/\s+\S+\s*$/, start, end)],
    "(": ([start, end]) => [last(([from]) => from < start)?.[0] ?? start, end],
    ")": ([start, end]) => [start, first(([, to]) => to > end)?.[1] ?? end],
    "<": ([start, end]) => [first(([from]) => from > start && from < end)?.[0] ?? start, end],
    ">": ([start, end]) => [start, last(([, to]) => to < end && to > start)?.[1] ?? end],
    k: (place) => last(([, to]) => to <= place[0]) ?? place,
    j: (place) => first(([from]) => from >= place[1]) ?? place,
  };

  const paint = (place) => {
    const found = place && range(place);
    if (found) CSS.highlights?.set("desk-quote", new Highlight(found));
    else CSS.highlights?.delete("desk-quote");
  };

  return {
    read, toUnits, toPlace, range, selected, paint,
    move: (place, key) => steps[key](place),
    isStep: (key) => key in steps && !/[jk]/.test(key),
    sentenceAfter: (unit) => first(([from]) => from >= unit) ?? sentences[0],
    words: ([start, end]) => words.slice(start, end),
  };
})();
