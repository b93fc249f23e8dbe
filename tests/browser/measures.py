"""What is measured in a page by script: contrast of texts, names of controls, order of headings."""

CONTRAST = """
() => {
  const numbers = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => { const [r, g, b] = c.map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const over = (top, alpha, under) => top.map((v, k) => v * alpha + under[k] * (1 - alpha));
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const c = numbers(getComputedStyle(at).backgroundColor);
      const alpha = c.length > 3 ? c[3] : 1;
      if (alpha > 0) layers.push([c.slice(0, 3), alpha]);
      if (alpha === 1) break;
    }
    return layers.reverse().reduce((under, [c, alpha]) => over(c, alpha, under), [255, 255, 255]);
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  for (let node; (node = walker.nextNode());) {
    const element = node.parentElement;
    if (!node.textContent.trim() || element.closest("script, style, noscript") || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const svg = element.namespaceURI.endsWith("svg");
    const shown = numbers(svg ? style.fill : style.color).slice(0, 3);
    const under = behind(svg ? element.closest("figure, div") : element);
    const [a, b] = [light(shown), light(under)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05), size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    seen += 1;
    if (ratio < (large ? 3 : 4.5)) poor.push(`${ratio.toFixed(2)} ${element.tagName}.${element.getAttribute("class") || ""} ${node.textContent.trim().slice(0, 30)}`);
  }
  return { seen, poor };
}
"""
"""Texts that are seen whose contrast with what is behind them is below WCAG AA."""

CROSSED = """
() => {
  const out = [];
  for (const svg of document.querySelectorAll("figure svg")) {
    const at = svg.createSVGPoint();
    const texts = [...svg.querySelectorAll("text")].map((e) => [e.textContent, e.getBBox()]);
    const view = svg.viewBox.baseVal;
    // points on everything that is drawn, one pixel apart
    const drawn = [...svg.querySelectorAll("polyline, line, circle")].flatMap((e) => {
      const length = e.getTotalLength();
      return Array.from({ length: Math.ceil(length) + 1 }, (_, k) => e.getPointAtLength(Math.min(k, length)));
    });
    const bands = [...svg.querySelectorAll("rect")].map((e) => e.getBBox());
    const apart = (a, b) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
    texts.forEach(([text, box], n) => {
      // letters stand within the box, a little below its top and above its foot
      const ink = { x: box.x, y: box.y + 3, width: box.width, height: box.height - 6 };
      if (drawn.some((p) => p.x > ink.x && p.x < ink.x + ink.width && p.y > ink.y && p.y < ink.y + ink.height)) out.push(text + " is crossed");
      if (bands.some((band) => !apart(band, ink))) out.push(text + " stands on a band");
      if (texts.some(([, other], m) => m > n && !apart(other, ink))) out.push(text + " stands on another text");
      if (box.x < view.x || box.x + box.width > view.x + view.width || ink.y < view.y || box.y + box.height > view.y + view.height) out.push(text + " is cut off");
    });
  }
  return out;
}
"""
"""Texts of charts that something is drawn through, that stand on one another, or that leave the drawing."""

BRIGHTNESS = """
() => {
  const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
"""
"""How bright the page is behind its texts: 0 is black, 1 is white."""

FAINT = """
() => {
  const light = (text) => { const [r, g, b] = text.match(/[\\d.]+/g).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const under = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll("figure polyline, figure line, figure circle")].map((mark) => getComputedStyle(mark).stroke)
    .filter((stroke) => { const [a, b] = [light(stroke), under].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05) < 3; });
}
"""
"""Lines and points of charts that do not stand out from the page."""

NAMELESS = """
() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0'], [role=img], table, nav, section[aria-label]")]
  .filter((e) => e.getClientRects().length)
  .filter((e) => {
    const labels = e.labels ? [...e.labels].map((l) => l.textContent).join("") : "";
    const of = (e.getAttribute("aria-label") || "") + labels + (["A", "BUTTON", "SUMMARY"].includes(e.tagName) ? e.textContent : "");
    const inNamed = e.tagName === "TABLE" && (e.caption || e.closest("[aria-label]") || e.previousElementSibling);
    return !of.trim() && !inNamed;
  })
  .map((e) => e.outerHTML.slice(0, 120))
"""
"""Controls and regions that a screen reader could not name."""

HEADINGS = """
() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((e) => e.getClientRects().length).map((e) => Number(e.tagName[1]))
"""

WALK = """
(routes) => routes.map((route) => {
  history.replaceState(null, "", route);
  dispatchEvent(new HashChangeEvent("hashchange"));
  const main = document.getElementById("isi");
  return [route, main.querySelector("h1").textContent, main.textContent.length, document.documentElement.scrollWidth];
})
"""
"""Every route in turn: its heading, how much it says, and how broad the page became."""

UNFOLD = """
async () => {
  for (let round = 0, closed; round < 40 && (closed = [...document.querySelectorAll("main details:not([open])")]).length; round++) {
    for (const details of closed) details.querySelector("summary").click();
    await new Promise((done) => setTimeout(done));
  }
  return document.querySelectorAll("main details").length;
}
"""
"""Open all that opens, as one would with a mouse."""
