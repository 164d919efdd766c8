// Elements of the page, made without markup.

const SVG = "http://www.w3.org/2000/svg";
const TONES = {
  genuine: [
    ["path", "plate", { d: "M24 2.5 42 9.2v14C42 34.6 34.5 42 24 45.6 13.5 42 6 34.6 6 23.2v-14z" }],
    ["path", "stroke", { d: "m15 24 6.6 6.6L33.6 18" }],
  ],
  refused: [
    ["path", "plate", { d: "M15 3h18l12 12v18L33 45H15L3 33V15z" }],
    ["path", "stroke", { d: "m16.5 16.5 15 15m0-15-15 15" }],
  ],
  open: [
    ["circle", "plate", { cx: 24, cy: 24, r: 21.5 }],
    ["path", "stroke", { d: "M17.5 18.5c.4-3.9 3-6 6.6-6 3.8 0 6.6 2.3 6.6 5.8 0 4.9-6.4 5.2-6.4 10.2" }],
    ["circle", "dot", { cx: 24.2, cy: 34.8, r: 1.9 }],
  ],
};
const STATUSES = {
  passed: "m4 10.5 4 4 8-9",
  failed: "m5 5 10 10M15 5 5 15",
  indeterminate: "M6.8 7.3c.2-2.3 1.7-3.3 3.4-3.3 2 0 3.4 1.2 3.4 3 0 2.6-3.4 2.7-3.4 5.4M10.2 16v.1",
  not_applicable: "M5 10h10",
};

/** Return an element with attributes and what is in it: elements, and texts. */
export function h(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside.filter((one) => one !== ""));
  return element;
}

/** Return a list of words and values. */
export const rows = (facts) =>
  h("dl", { class: "facts" }, ...facts.map(([word, value]) => h("div", {}, h("dt", {}, word), h("dd", {}, value))));

/** Return the large icon of a tone; the words beside it say the same. */
export const icon = (tone) => drawing("icon", "0 0 48 48", TONES[tone]);

/** Return the small icon of an answer. */
export const statusIcon = (status) =>
  drawing(`status-icon status-${status}`, "0 0 20 20", [["path", "", { d: STATUSES[status] }]]);

function drawing(className, box, shapes) {
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { class: className, viewBox: box, "aria-hidden": "true", focusable: "false" };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  for (const [name, kind, values] of shapes) {
    const shape = document.createElementNS(SVG, name);
    if (kind) shape.setAttribute("class", kind);
    for (const [key, value] of Object.entries(values)) shape.setAttribute(key, value);
    svg.append(shape);
  }
  return svg;
}
