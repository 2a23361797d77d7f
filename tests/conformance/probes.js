// Functions that look at a rendered page and return what a reader would stumble over, as text.

const LARGE = 24, LARGE_BOLD = 18.66, BOLD = 700;
// matplotlib draws text as glyphs, in a group that turns the font's axis upside down.
const CHART_TEXT = 'svg g[transform*="scale("]:has(> use)';

const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

// Any CSS colour as [red, green, blue, alpha], the first three 0-255.
function rgba(colour) {
  paint.clearRect(0, 0, 1, 1);
  paint.fillStyle = colour;
  paint.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = paint.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over(top, bottom) {
  const alpha = top[3];
  return [0, 1, 2].map((i) => top[i] * alpha + bottom[i] * (1 - alpha)).concat(1);
}

// Relative luminance of WCAG 2.
function luminance(colour) {
  const [red, green, blue] = colour.slice(0, 3).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

// The colour of an empty page, which follows the colour scheme.
function canvasColour() {
  const sample = document.createElement("i");
  sample.style.color = "Canvas";
  document.body.append(sample);
  const colour = rgba(getComputedStyle(sample).color);
  sample.remove();
  return colour;
}

function ancestry(element) {
  const chain = [];
  for (let each = element; each; each = each.parentElement) chain.push(each);
  return chain;
}

function background(element) {
  return ancestry(element)
    .map((each) => rgba(getComputedStyle(each).backgroundColor))
    .reduceRight((below, colour) => over(colour, below), canvasColour());
}

function shown(element) {
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

// Text for screen readers alone: a box of one pixel.
function forListeners(element) {
  return ancestry(element).some((each) => each.offsetWidth <= 1 && each.offsetHeight <= 1);
}

// Without what is parked left of the page until the keyboard reaches it.
function texts() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || !shown(parent) || forListeners(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width && box.height);
    const parked = boxes.every((box) => box.right <= 0);
    if (boxes.length && !parked) found.push({ parent, label: node.data.trim().slice(0, 60), boxes });
  }
  return found;
}

function chartTexts() {
  return [...document.querySelectorAll(CHART_TEXT)]
    .filter(shown)
    .map((group) => ({ group, svg: group.ownerSVGElement, box: group.getBoundingClientRect() }))
    .filter(({ box }) => box.width && box.height)
    .map((text) => ({ ...text, label: place(text) }));
}

// Glyphs carry no letters: the chart, and how far right and down in it, in per cent.
function place({ svg, box }) {
  const frame = svg.getBoundingClientRect();
  const [right, down] = [(box.x - frame.x) / frame.width, (box.y - frame.y) / frame.height];
  return `${svg.ariaLabel} (${Math.round(100 * right)}%, ${Math.round(100 * down)}%)`;
}

function pageOverflow() {
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth <= innerWidth) return [];
  return [`the page is ${scrollWidth} px wide in a window of ${innerWidth}`];
}

function weakText() {
  return texts().flatMap(({ parent, label }) => {
    const style = getComputedStyle(parent);
    const behind = background(parent);
    const colour = rgba(parent instanceof SVGElement ? style.fill : style.color);
    const found = ratio(over(colour, behind), behind);
    const size = parseFloat(style.fontSize);
    const large = size >= LARGE || (size >= LARGE_BOLD && style.fontWeight >= BOLD);
    return found < (large ? 3 : 4.5) ? [`${found.toFixed(2)}: ${label}`] : [];
  });
}

// What is painted under the middle of a chart's text: a bar, or else the page.
function under(group) {
  group.scrollIntoView({ block: "center", inline: "center" });
  const box = group.getBoundingClientRect();
  const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const below = stack.find((each) => {
    if (group.contains(each)) return false;
    return !(each instanceof SVGGeometryElement) || getComputedStyle(each).fill !== "none";
  });
  if (!(below instanceof SVGGeometryElement)) return background(below ?? group);
  return over(rgba(getComputedStyle(below).fill), background(below));
}

function weakChartText() {
  return chartTexts().flatMap(({ group, label }) => {
    const glyph = group.querySelector("use, path");
    const behind = under(group);
    const found = ratio(over(rgba(getComputedStyle(glyph).fill), behind), behind);
    return found < 4.5 ? [`${found.toFixed(2)}: ${label}`] : [];
  });
}

// Text, and the page behind it, by luminance: [text, page].
function bodyLuminance() {
  return [rgba(getComputedStyle(document.body).color), background(document.body)].map(luminance);
}

function scrolls(element) {
  return ancestry(element).some((each) => /auto|scroll/.test(getComputedStyle(each).overflowX));
}

function sticksOut(box, frame) {
  return box.left < frame.left - 1 || box.right > frame.right + 1;
}

function cutText() {
  const clipped = [...document.body.querySelectorAll("*")].filter((each) => {
    if (!each.innerText?.trim() || forListeners(each)) return false;
    const { overflowX, overflowY } = getComputedStyle(each);
    return (
      (/hidden|clip/.test(overflowX) && each.scrollWidth > each.clientWidth + 1) ||
      (/hidden|clip/.test(overflowY) && each.scrollHeight > each.clientHeight + 1)
    );
  });
  const page = { left: 0, right: innerWidth };
  const outside = texts().filter(
    ({ parent, boxes }) => !scrolls(parent) && boxes.some((box) => sticksOut(box, page)),
  );
  const outOfChart = chartTexts().filter(({ svg, box }) => {
    const frame = svg.getBoundingClientRect();
    return sticksOut(box, frame) || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
  });
  return [
    ...clipped.map((each) => `clipped: ${each.innerText.trim().slice(0, 60)}`),
    ...outside.map(({ label }) => `outside the window: ${label}`),
    ...outOfChart.map(({ label }) => `outside its chart: ${label}`),
  ];
}

function meet(one, other, share) {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 1 && height > 1 && height > share * Math.min(one.height, other.height);
}

function pairs(items, test) {
  return items.flatMap((one, index) => {
    const others = items.slice(index + 1).filter((other) => test(one, other));
    return others.map((other) => `${one.label} | ${other.label}`);
  });
}

// Boxes of text include the leading, so that neighbouring lines may touch; boxes of glyphs may not.
function overlaps() {
  const lines = texts().flatMap(({ label, boxes }) => boxes.map((box) => ({ label, box })));
  const charts = Map.groupBy(chartTexts(), ({ svg }) => svg);
  return [
    ...pairs(lines, (one, other) => meet(one.box, other.box, 0.4)),
    ...[...charts.values()].flatMap((labels) =>
      pairs(labels, (one, other) => meet(one.box, other.box, 0)),
    ),
  ];
}

function repeatedIds() {
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}
