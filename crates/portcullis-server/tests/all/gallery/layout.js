// What is wrong with how this page is laid out, a sentence each: axe looks at each element, this at how they lie.
(() => {
  const found = [];
  const root = document.documentElement;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".hidden");
  const name = (element) => `<${element.tagName.toLowerCase()} ${element.id || element.className}> ${(element.textContent || element.name || "").trim().slice(0, 40)}`;
  const boxes = (thing) => [...thing.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const overlap = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const meet = (some, others) => some.some((a) => others.some((b) => overlap(a, b)));

  if (document.scrollingElement.scrollWidth > root.clientWidth) {
    found.push(`scrolls sideways: ${document.scrollingElement.scrollWidth} px in ${root.clientWidth}`);
  }
  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, iframe")]
    .filter(seen)
    .map((element) => ({ element, boxes: boxes(element) }));
  controls.forEach((one, n) => {
    for (const other of controls.slice(n + 1)) {
      if (!one.element.contains(other.element) && !other.element.contains(one.element) && meet(one.boxes, other.boxes)) {
        found.push(`${name(one.element)} and ${name(other.element)} lie on each other`);
      }
    }
  });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !seen(parent) || ["OPTION", "SCRIPT"].includes(parent.tagName)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // Without the room that a font keeps above and below its letters.
    const lines = boxes(range).map((box) => ({
      left: box.left,
      right: box.right,
      top: box.top + box.height / 4,
      bottom: box.bottom - box.height / 4,
    }));
    // A name that is too long for the bar ends in an ellipsis, on purpose.
    const cut = parent.closest(".mark") && getComputedStyle(parent).textOverflow === "ellipsis";
    for (const control of controls) {
      if (!cut && !control.element.contains(node) && meet(lines, control.boxes)) {
        found.push(`“${node.data.trim().slice(0, 40)}” lies on ${name(control.element)}`);
      }
    }
    if (!cut && lines.some((line) => line.right > root.clientWidth + 1 || line.left < -1)) {
      found.push(`“${node.data.trim().slice(0, 40)}” leaves the window`);
    }
    const box = parent.closest("button, a, select, label, p, li, h1, h2, div");
    if (!cut && box && getComputedStyle(box).display !== "inline" && box.scrollWidth > box.clientWidth + 1) {
      found.push(`“${node.data.trim().slice(0, 40)}” does not fit into ${name(box)}`);
    }
  }
  return found;
})()
