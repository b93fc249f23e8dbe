"use strict";
// The history of an indicator as a drawing, and the targets that are still to come. Read before the script of the report.
const historyChart = (() => {
  const RISE = 10, FALL = 3; // how far a text reaches above and below its foot
  const wide = (text) => 8 * text.length + 4;

  // whether a line, with the room it takes, passes through a box
  function crosses([[ax, ay], [bx, by], room], [from, to, above, below]) {
    if (Math.max(ax, bx) + room < from || Math.min(ax, bx) - room > to) return false;
    const at = (x) => ay + ((by - ay) * (Math.min(Math.max(x, Math.min(ax, bx)), Math.max(ax, bx)) - ax)) / (bx - ax);
    const ends = bx === ax ? [ay, by] : [at(from - room), at(to + room)];
    return Math.max(...ends) + room > above && Math.min(...ends) - room < below;
  }
  // the foot of a text: the nearest place above or below its mark where nothing that is drawn runs through it
  function foot(x, mark, text, drawn) {
    const half = wide(text) / 2;
    const free = (y) => !drawn.some((line) => crosses(line, [x - half, x + half, y - RISE, y + FALL]));
    for (let away = 0; ; away += 2) for (const y of [mark - 10 - away, mark + 18 + away]) if (free(y)) return y;
  }
  // what is drawn, as lines with the room around them that a text keeps clear of
  function lines(points, aims, x) {
    const between = points.slice(1).map((point, at) => [points[at], point, 3]);
    const targets = aims.flatMap((ends, at) => {
      if (!ends) return [];
      const across = [[x(at) - 16, ends[0]], [x(at) + 16, ends[0]], 3];
      return ends[1] > ends[0] ? [across, [[x(at), ends[0]], [x(at), ends[1]], 15]] : [across];
    });
    return [...between, ...points.map((point) => [point, point, 6]), ...targets];
  }

  return function (indicator, { h, s, scroll }) {
    const years = [...indicator.l.map((r) => ({ year: r[0], target: r[1], aim: r[2], realised: r[3], at: r[4] })),
      ...indicator.o.map((r) => ({ year: r[0], target: r[1], aim: r[2], realised: null, at: null }))].filter((y) => y.aim !== null || y.at !== null);
    if (years.length < 2) return null;
    const numbers = years.flatMap((y) => [y.aim, y.at]).flat().filter((n) => n !== null).map(Number);
    let low = Math.min(...numbers), high = Math.max(...numbers);
    if (low === high) { low -= 1; high += 1; }
    // figures without their unit, which the caption names; as far apart as the longest needs
    const texts = years.map((row) => (row.at === null ? row.target : row.realised).replaceAll(" " + indicator.u, ""));
    const apart = Math.max(78, ...texts.map((text) => wide(text) + 10));
    const left = 24, top = 30, bottom = 50, W = Math.max(360, apart * years.length + 2 * left), H = 220, step = (W - 2 * left) / years.length;
    const x = (at) => left + step * (at + 0.5);
    const y = (n) => top + (H - top - bottom) * (1 - (Number(n) - low) / (high - low));
    const points = years.map((row, at) => (row.at === null ? null : [x(at), y(row.at)])).filter(Boolean);
    const aims = years.map((row) => (row.aim === null ? null : [row.aim].flat().map(y).sort((a, b) => a - b)));
    const drawn = lines(points, aims, x);
    const feet = years.map((row, at) => foot(x(at), row.at === null ? aims[at][0] : y(row.at), texts[at], drawn));
    // texts that had to go beyond the drawing make it higher
    const upper = Math.min(0, ...feet.map((y) => y - RISE - 4)), lower = Math.max(H, ...feet.map((y) => y + 34));
    const told = years.map((r) => `${r.year} target ${r.target}${r.realised ? `, realisasi ${r.realised}` : ""}`).join("; ");
    const drawing = s("svg", { viewBox: `0 ${upper} ${W} ${lower - upper}`, role: "img", width: W, height: lower - upper, "aria-label": `Target dan realisasi ${indicator.n}: ${told}` },
      points.length > 1 && s("polyline", { points: points.map((p) => p.join(",")).join(" "), class: "realised", "stroke-width": 2 }),
      years.map((row, at) => {
        const ends = aims[at];
        return [
          ends && (Array.isArray(row.aim) ? s("rect", { x: x(at) - 14, width: 28, y: ends[0], height: Math.max(ends[1] - ends[0], 2), class: "aim" })
            : s("line", { x1: x(at) - 16, x2: x(at) + 16, y1: ends[0], y2: ends[0], class: "aim", "stroke-width": 3, "stroke-dasharray": row.at === null ? "5 3" : null })),
          row.at !== null && s("circle", { cx: x(at), cy: y(row.at), r: 5, class: "realised" }),
          s("text", { x: x(at), y: feet[at], "text-anchor": "middle" }, texts[at]),
          s("text", { x: x(at), y: lower - 10, "text-anchor": "middle" }, row.year),
        ];
      }));
    return h("figure", {}, scroll("grafik target dan realisasi", true, drawing),
      h("figcaption", {}, `Titik: realisasi. ${years.some((row) => Array.isArray(row.aim)) ? "Kotak: rentang target" : "Garis melintang: target"}${indicator.o.length ? "; garis putus-putus: target tahun yang akan datang, sampai akhir Renstra" : ""}. Satuan: ${indicator.u}.`));
  };
})();
