"use strict";
(() => {
  const D = JSON.parse(document.getElementById("data").textContent);
  const T = D.teks;
  const main = document.getElementById("isi");

  // ---- elements: text is always text, never markup
  const SVG = "http://www.w3.org/2000/svg";
  function make(space, tag, properties, children) {
    const element = space ? document.createElementNS(space, tag) : document.createElement(tag);
    for (const [key, value] of Object.entries(properties || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (typeof value === "function") element.addEventListener(key, value);
      else element.setAttribute(key, value === true ? "" : String(value));
    }
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false || child === "") continue;
      element.append(child);
    }
    return element;
  }
  const h = (tag, properties, ...children) => make(null, tag, properties, children);
  const s = (tag, properties, ...children) => make(SVG, tag, properties, children);

  // ---- routes
  const link = (route, ...children) => h("a", { href: "#/" + route }, ...children);
  const toIndicator = (id, text) => link("i/" + encodeURIComponent(id), text || D.indikator[id].n);
  const toNode = (id, text) => link("s/" + encodeURIComponent(id), text || D.simpul[id].n);
  const toQuestion = (question, text) => (question in D.akar ? link("a/" + encodeURIComponent(question), text) : text);
  const findingsOf = (id) => D.temuan.filter((f) => f[6] === id);

  // ---- cells
  const shown = (cell) => (Array.isArray(cell) ? h("span", { class: "soft", title: cell[1] }, cell[0], " ", h("small", {}, cell[1])) : cell);
  const short = (cell) => (Array.isArray(cell) ? h("span", { class: "soft", title: cell[1] }, cell[0]) : cell);
  const absent = (cell) => Array.isArray(cell);
  function level(rank, ranks) {
    return rank < 0 || ranks < 2 ? "n" : Math.round((rank * 4) / (ranks - 1));
  }
  function grade(cell) {
    const [name, rank, ranks, words] = cell;
    if (words) return h("span", { class: "soft", title: words }, name);
    const steps = rank < 0 ? "" : "▰".repeat(rank + 1) + "▱".repeat(ranks - rank - 1);
    return h("span", { class: "grade l" + level(rank, ranks) }, steps && h("i", { "aria-hidden": "true" }, steps), name);
  }
  function place(at) {
    if (at < 0) return null;
    const parts = /^(.*?):(\d+):(\d+)$/.exec(T[at]);
    return h("span", { class: "place" }, parts ? `${parts[1]} baris ${parts[2]} kolom ${parts[3]}` : T[at]);
  }
  function table(heads, rows, more) {
    return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": (more && more.caption) || "tabel" },
      h("table", {},
        more && more.caption && h("caption", {}, more.caption),
        h("thead", {}, h("tr", {}, heads.map(([text, numeric]) => h("th", { scope: "col", class: numeric && "n" }, text)))),
        h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, at) => h("td", { class: heads[at][1] && "n" }, cell)))))));
  }

  // ---- a figure, told in place
  function figure(number, depth, heading) {
    const f = D.angka[number];
    const box = h("div", { class: "how" });
    if (heading) box.append(h("h2", {}, heading));
    if (f.e) box.append(h("p", { class: "soft" }, "Tepatnya ", f.e));
    if (f.f) {
      box.append(h("p", {}, T[f.n], " dihitung dengan rumus:"));
      box.append(h("div", { class: "formula" }, f.f.map((piece) => Array.isArray(piece)
        ? h("span", { class: "part" }, h("b", {}, T[piece[1]]), h("small", {}, T[piece[0]]))
        : h("span", { class: "op" }, T[piece]))));
    } else if (f.o !== undefined) {
      box.append(h("p", {}, `${T[f.n]} adalah ${T[f.o]} dari ${f.m.length} nilai:`));
    } else if (f.t !== undefined && f.t >= 0) {
      box.append(h("p", {}, f.k ? "Dinyatakan kosong di " : "Dinyatakan di ", place(f.t), "."));
    } else if (f.k) {
      box.append(h("p", {}, T[f.v], "."));
    }
    const facts = h("dl", { class: "facts" });
    const tell = (name, ...what) => facts.append(h("dt", {}, name), h("dd", {}, ...what));
    const NAMES = { rumus: "Aturan", dokumen: "Dokumen", sumber: "Sumber", kebijakan: "Kebijakan", jarak: "Kategori berikutnya", penjelasan: "Catatan", cabang: "Cabang" };
    for (const [kind, text, at] of f.c || []) tell(NAMES[kind] || kind, T[text], at >= 0 && " ", place(at));
    for (const text of f.d || []) tell("Dasar", T[text]);
    for (const [text, answer] of f.s || []) tell("Syarat", `${T[text]}: ${T[answer]}`);
    for (const [text, value] of f.b || []) tell("Pembulatan", `${T[text]} = ${T[value]}`);
    if (facts.childElementCount) box.append(facts);
    if (f.m) box.append(inputs(f.m, depth));
    if (f.g) box.append(scale(f.g));
    return box;
  }
  const PAGE = 200;
  function inputs(members, depth) {
    const list = h("ul", { class: "inputs" });
    let at = 0;
    const more = () => {
      for (const end = Math.min(at + PAGE, members.length); at < end; at++) list.append(input(members[at], depth));
      if (at < members.length) {
        const button = h("button", { click: () => { button.parentNode.remove(); more(); } }, `${members.length - at} lagi`);
        list.append(h("li", {}, button));
      }
    };
    more();
    return list;
  }
  function input(number, depth) {
    const f = D.angka[number];
    const line = [h("span", {}, T[f.n]), h("span", { class: "num" }, T[f.v])];
    if (!(f.f || f.o !== undefined || f.c || f.d || f.m || f.t !== undefined)) return h("li", {}, h("div", { class: "plain" }, line));
    const details = h("details", {
      toggle: () => { if (details.open && details.childElementCount === 1) details.append(figure(number, depth + 1)); },
    }, h("summary", {}, line));
    return h("li", {}, details);
  }
  function scale(g) {
    return h("div", {},
      h("h3", {}, g.n >= 0 ? T[g.n] : "Skala"),
      h("table", { class: "scale" }, h("tbody", {}, g.r.map(([name, bounds, hit]) => h("tr", { class: hit && "hit" },
        h("td", {}, hit ? h("span", { "aria-label": "kategori ini" }, "▶") : ""), h("td", {}, T[name]), h("td", { class: "n" }, T[bounds]))))),
      g.w >= 0 && h("p", {}, T[g.w], "."),
      h("dl", { class: "facts" },
        g.p.map(([text, at]) => [h("dt", {}, "Kebijakan"), h("dd", {}, T[text], " ", place(at))]),
        g.d.map((text) => [h("dt", {}, "Dasar"), h("dd", {}, T[text])])));
  }

  // ---- history
  function chart(indicator) {
    const years = indicator.l.filter((y) => y[2] !== null || y[4] !== null);
    if (years.length < 2) return null;
    const numbers = years.flatMap((y) => [y[2], y[4]]).flat().filter((n) => n !== null).map(Number);
    let low = Math.min(...numbers), high = Math.max(...numbers);
    if (low === high) { low -= 1; high += 1; }
    const W = 560, H = 190, left = 16, top = 26, bottom = 30, step = (W - 2 * left) / years.length;
    const x = (at) => left + step * (at + 0.5);
    const y = (n) => top + (H - top - bottom) * (1 - (Number(n) - low) / (high - low));
    const points = years.map((row, at) => (row[4] === null ? null : [x(at), y(row[4])])).filter(Boolean);
    const drawing = s("svg", { viewBox: `0 0 ${W} ${H}`, role: "img", width: W, "aria-label": "Target dan realisasi: " + years.map((r) => `${r[0]} target ${r[1]}, realisasi ${r[3]}`).join("; ") },
      points.length > 1 && s("polyline", { points: points.map((p) => p.join(",")).join(" "), fill: "none", stroke: "#124f8c", "stroke-width": 2 }),
      years.map((row, at) => [
        Array.isArray(row[2]) ? s("line", { x1: x(at), x2: x(at), y1: y(row[2][0]), y2: y(row[2][1]), stroke: "#9a3f06", "stroke-width": 6, opacity: 0.5 })
          : row[2] !== null && s("line", { x1: x(at) - 16, x2: x(at) + 16, y1: y(row[2]), y2: y(row[2]), stroke: "#9a3f06", "stroke-width": 3 }),
        row[4] !== null && s("circle", { cx: x(at), cy: y(row[4]), r: 5, fill: "#124f8c" }),
        row[4] !== null && s("text", { x: x(at), y: y(row[4]) - 10, "text-anchor": "middle" }, row[3]),
        s("text", { x: x(at), y: H - 8, "text-anchor": "middle" }, row[0]),
      ]));
    return h("figure", {}, drawing, h("figcaption", {}, "Titik biru: realisasi. Garis cokelat: target."));
  }

  // ---- pages
  function summary() {
    const indicators = Object.entries(D.indikator);
    const reached = indicators.filter(([, i]) => i.m === 1).length;
    const missed = indicators.filter(([, i]) => i.m === 0);
    const unknown = indicators.length - reached - missed.length;
    const key = indicators.filter(([, i]) => i.q);
    const money = D.puncak.map((id) => [id, D.simpul[id]]).filter(([, n]) => !absent(n.p) || !absent(n.r));
    const most = Math.max(1, ...D.kategori.map((k) => k[1]));
    const serious = D.temuan.filter((f) => f[0] !== "catatan");
    const lowest = missed.map(([id, i]) => [id, i]).sort((a, b) => a[1].g[1] - b[1].g[1] || (a[1].n < b[1].n ? -1 : 1)).slice(0, 8);
    const sentence = `${reached} dari ${indicators.length} indikator mencapai targetnya` + (missed.length ? `, ${missed.length} belum` : "") + (unknown ? `; ${unknown} belum dapat dinilai` : "") + ".";
    return ["Laporan kinerja " + D.tahun,
      h("p", { class: "crumbs" }, D.nama, D.renstra && ` · Renstra ${D.renstra}`),
      h("p", { class: "lead" }, sentence),
      h("div", { class: "cards" },
        h("div", { class: "card" }, h("b", {}, `${reached} / ${indicators.length}`), h("span", {}, "indikator mencapai target")),
        money.map(([id, n]) => h("div", { class: "card" }, h("b", {}, toQuestion(`serapan(${id}; ${D.tahun})`, short(n.s))), h("span", {}, "anggaran terserap, ", toNode(id)))),
        h("div", { class: "card" }, h("b", {}, link("temuan", String(serious.length))), h("span", {}, "temuan yang perlu dijawab"))),
      h("div", { class: "two" },
        h("section", {}, h("h2", {}, "Kategori capaian"),
          D.kategori.map(([name, number, rank, ranks]) => h("div", { class: "bar" }, grade([name, rank, ranks]),
            h("span", { class: "rule l" + level(rank, ranks), "aria-hidden": "true" }, bar(number / most)), h("span", { class: "num" }, String(number)))),
          D.kosong.map(([kind, number]) => h("div", { class: "bar" }, h("span", { class: "grade ln" }, kind),
            h("span", { class: "rule", "aria-hidden": "true" }), h("span", { class: "num" }, String(number))))),
        h("section", {}, h("h2", {}, "Perlu perhatian"),
          lowest.length ? h("ul", {}, lowest.map(([id, i]) => h("li", {}, toIndicator(id), ": ", h("span", { class: "num" }, i.c), " ", grade(i.g))))
            : h("p", {}, "Tidak ada indikator yang di bawah targetnya."),
          serious.length ? h("p", {}, link("temuan", `${serious.length} temuan pemeriksaan`)) : null)),
      key.length ? [h("h2", {}, "Indikator kinerja utama"), indicatorTable(key)] : null,
      money.length ? [h("h2", {}, "Anggaran"), table([["Jenjang"], ["Pagu", 1], ["Realisasi", 1], ["Serapan", 1]],
        money.map(([id, n]) => [toNode(id), short(n.p), short(n.r), short(n.s)]))] : null];
  }
  function bar(share) {
    const inner = s("svg", { width: "100%", height: "100%", preserveAspectRatio: "none", viewBox: "0 0 100 10" }, s("rect", { width: 100 * share, height: 10, fill: "currentColor" }));
    return inner;
  }
  const indicatorTable = (list) => table([["Indikator"], ["Target", 1], ["Realisasi", 1], ["Capaian", 1], ["Kategori"]],
    list.map(([id, i]) => [toIndicator(id), short(i.t), short(i.r), short(i.c), grade(i.g)]));

  function indicators() {
    const all = Object.entries(D.indikator);
    const holder = h("div", {});
    let at = 0;
    const more = () => {
      const next = all.slice(at, at + 300);
      at += next.length;
      holder.append(indicatorTable(next));
      if (at < all.length) {
        const button = h("button", { click: () => { button.remove(); more(); } }, `${all.length - at} indikator lagi`);
        holder.append(button);
      }
    };
    more();
    return ["Semua indikator", h("p", { class: "soft" }, `${all.length} indikator, dalam urutan jenjang.`), holder];
  }
  function cascade() {
    const seen = new Set();
    function branch(id, depth) {
      const n = D.simpul[id];
      const row = h("span", { class: "row" }, h("span", { class: "name" }, h("span", { class: "kind" }, n.j), " ", toNode(id)),
        !absent(n.s) && h("span", { class: "num soft" }, "serapan ", n.s), !absent(n.c) && h("span", { class: "num" }, n.c), !n.g[3] && grade(n.g));
      if (seen.has(id)) return h("li", {}, h("span", { class: "leaf" }, row, h("small", { class: "soft" }, "(sudah di atas)")));
      seen.add(id);
      if (!n.a.length && !n.i.length) return h("li", {}, h("span", { class: "leaf" }, row));
      const list = h("ul", {});
      const fill = () => {
        if (list.childElementCount) return;
        for (const i of n.i) {
          const shownAt = D.indikator[i];
          if (!shownAt) continue;
          list.append(h("li", {}, h("span", { class: "leaf" }, h("span", { class: "row" }, h("span", { class: "name" }, "◆ ", toIndicator(i)), h("span", { class: "num" }, short(shownAt.c)), grade(shownAt.g)))));
        }
        for (const child of n.a) list.append(branch(child, depth + 1));
      };
      const details = h("details", { toggle: () => details.open && fill() }, h("summary", {}, row), list);
      if (depth < 3) { fill(); details.open = true; }
      return h("li", {}, details);
    }
    const tree = h("ul", { class: "tree" }, D.puncak.map((id) => branch(id, 0)));
    const all = (open) => {
      for (let round = 0; round < 8; round++) for (const d of tree.querySelectorAll("details")) if (d.open !== open) { d.open = open; d.dispatchEvent(new Event("toggle")); }
    };
    return ["Jenjang kinerja", h("div", { class: "tools" }, h("button", { click: () => all(true) }, "Buka semua"), h("button", { click: () => all(false) }, "Tutup semua")), tree];
  }
  function crumbs(id) {
    const path = [];
    for (let at = id, guard = 0; at && guard < 12; guard++) { path.unshift(at); at = D.simpul[at].u[0]; }
    return h("p", { class: "crumbs" }, path.map((p, k) => [k ? " › " : "", toNode(p, D.simpul[p].j + " " + p)]));
  }
  function findings(list) {
    return list.map(([severity, code, message, at, help, basis]) => h("div", { class: "finding " + severity },
      h("p", {}, h("strong", {}, `${severity} ${code}`), ": ", message), h("p", {}, place(at)), help && h("p", {}, "Saran: ", help), basis && h("p", { class: "soft" }, "Dasar: ", basis)));
  }
  function indicator(id) {
    const i = D.indikator[id];
    if (!i) return missing();
    const question = `capaian(${id}; ${D.tahun})`;
    const facts = [["Definisi", i.x], ["Satuan", i.u], ["Arah", i.h], ["Sumber data", i.b], ["Penanggung jawab", i.w], ["Indikator kinerja utama", i.q ? "ya" : ""]].filter(([, v]) => v);
    const about = findingsOf(id);
    return [i.n, crumbs(i.s),
      h("div", { class: "big" }, h("b", {}, short(i.c)), grade(i.g)),
      h("p", { class: "lead" }, sentenceOf(i)),
      question in D.akar && figure(D.akar[question], 0, "Bagaimana capaian ini dihitung"),
      h("div", { class: "two" },
        h("section", {}, h("h2", {}, "Target dan realisasi"), chart(i),
          i.l.length ? table([["Tahun"], ["Target", 1], ["Realisasi", 1], ["Capaian", 1]], i.l.map((r) => [r[0], r[1], r[3], toQuestion(`capaian(${id}; ${r[0]})`, r[5])])) : h("p", {}, "Belum ada riwayat.")),
        h("section", {}, h("h2", {}, "Tentang indikator ini"),
          h("dl", { class: "facts" }, facts.map(([k, v]) => [h("dt", {}, k), h("dd", {}, v)]),
            h("dt", {}, "Target akhir"), h("dd", {}, shown(i.y)), h("dt", {}, "Kemajuan"), h("dd", {}, toQuestion(`kemajuan(${id}; ${D.tahun})`, shown(i.k))),
            i.p.map(([name, value, against, key]) => [h("dt", {}, name), h("dd", {}, value, "; capaian terhadapnya ", toQuestion(`capaian(${id}; ${D.tahun}; ${key})`, against))]),
            h("dt", {}, "Ditulis di"), h("dd", {}, h("span", { class: "place" }, i.z))))),
      about.length ? [h("h2", {}, "Temuan"), findings(about)] : null];
  }
  function sentenceOf(i) {
    if (absent(i.c)) return `Capaian tahun ${D.tahun} belum ada: ${i.c[1]}.`;
    const words = i.m === 1 ? "mencapai" : "belum mencapai";
    return `Realisasi ${absent(i.r) ? "–" : i.r} dari target ${absent(i.t) ? "–" : i.t} tahun ${D.tahun}: ${words} target.`;
  }
  function node(id) {
    const n = D.simpul[id];
    if (!n) return missing();
    const figures = [["Pagu", n.p, "pagu"], ["Realisasi anggaran", n.r, "realisasi_anggaran"], ["Serapan", n.s, "serapan"], ["Sisa", n.z, "sisa"], ["Capaian", n.c, "capaian"], ["Efisiensi", n.e, D.efisiensi || "efisiensi"]];
    const about = findingsOf(id);
    return [n.n, crumbs(id), h("p", { class: "soft" }, n.j, n.k && ` · kode ${n.k}`, " · ", h("span", { class: "place" }, n.t)),
      !absent(n.c) && h("div", { class: "big" }, h("b", {}, n.c), !n.g[3] && grade(n.g)),
      n.u.length > 1 && h("p", {}, "Mendukung ", n.u.map((u, k) => [k ? ", " : "", toNode(u)])),
      h("h2", {}, "Angka"),
      h("ul", { class: "inputs" }, figures.map(([name, cell, verb]) => {
        const at = D.akar[`${verb}(${id}; ${D.tahun})`];
        const line = [h("span", {}, name), h("span", { class: "num" }, short(cell)), absent(cell) && h("small", { class: "soft" }, cell[1])];
        if (at === undefined) return h("li", {}, h("div", { class: "plain" }, line));
        const details = h("details", { toggle: () => details.open && details.childElementCount === 1 && details.append(figure(at, 1)) }, h("summary", {}, line));
        return h("li", {}, details);
      })),
      n.i.length ? [h("h2", {}, "Indikator"), indicatorTable(n.i.filter((i) => D.indikator[i]).map((i) => [i, D.indikator[i]]))] : null,
      n.a.length ? [h("h2", {}, "Di bawahnya"), table([["Jenjang"], ["Nama"], ["Pagu", 1], ["Serapan", 1], ["Capaian", 1], ["Kategori"]],
        n.a.map((a) => [D.simpul[a].j, toNode(a), short(D.simpul[a].p), short(D.simpul[a].s), short(D.simpul[a].c), grade(D.simpul[a].g)]))] : null,
      about.length ? [h("h2", {}, "Temuan"), findings(about)] : null];
  }
  function question(text) {
    const at = D.akar[text];
    if (at === undefined) return missing();
    const f = D.angka[at];
    const about = Object.keys(D.indikator).find((id) => text.includes(`(${id};`)) || null;
    const home = about ? null : Object.keys(D.simpul).find((id) => text.includes(`(${id};`)) || null;
    return [text, about ? crumbs(D.indikator[about].s) : home ? crumbs(home) : null,
      h("p", {}, about ? toIndicator(about) : home ? toNode(home) : null),
      h("div", { class: "big" }, h("b", {}, T[f.v])), figure(at, 0, "Bagaimana angka ini dihitung"),
      h("p", { class: "soft" }, "Di terminal: ", h("code", {}, `kinerja jejak . "${text}"`))];
  }
  function tables() {
    return ["Tabel laporan", D.bab.map(([chapter, list]) => [h("h2", {}, chapter), h("ul", {}, list.map((g) => h("li", {}, link("tabel/" + encodeURIComponent(g.id), `Tabel ${g.no} ${g.n}`))))])];
  }
  function tableOf(id) {
    const g = D.bab.flatMap(([, list]) => list).find((t) => t.id === id);
    if (!g) return missing();
    const grouped = g.k.some((k) => k[1]);
    const head = [[], []];
    for (let at = 0; at < g.k.length; ) {
      const [text, group, numeric] = g.k[at];
      let upto = at + 1;
      while (group && upto < g.k.length && g.k[upto][1] === group) upto++;
      if (group) {
        head[0].push(h("th", { colspan: upto - at, scope: "colgroup" }, group));
        for (let k = at; k < upto; k++) head[1].push(h("th", { scope: "col", class: g.k[k][2] && "n" }, g.k[k][0]));
      } else head[0].push(h("th", { rowspan: grouped ? 2 : null, scope: "col", class: numeric && "n" }, text));
      at = upto;
    }
    const cell = (value) => (Array.isArray(value) ? [value[1] ? toQuestion(value[1], value[0]) : value[0], value[2].map((n) => h("sup", {}, " " + mark(n)))] : value);
    return [`Tabel ${g.no} ${g.n}`,
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": g.n },
        h("table", {}, h("thead", {}, head.filter((row) => row.length).map((row) => h("tr", {}, row))),
          h("tbody", {}, g.b.map((row, at) => h("tr", { class: at >= g.b.length - g.j ? "total" : row.length === 1 && g.k.length > 1 ? "group" : null },
            row.length === 1 && g.k.length > 1 ? h("th", { colspan: g.k.length, scope: "rowgroup" }, cell(row[0])) : row.map((value, k) => (Array.isArray(value) && value[3] === 0 ? null : h("td", { class: g.k[k][2] && "n", rowspan: Array.isArray(value) && value[3] > 1 ? value[3] : null }, cell(value))))))))),
      g.s && h("p", { class: "notes" }, "Sumber: ", g.s),
      g.c.length ? h("ol", { class: "notes", type: "a" }, g.c.map((note) => h("li", {}, note))) : null];
  }
  const mark = (n) => (n >= 26 ? mark(Math.floor(n / 26) - 1) : "") + String.fromCharCode(97 + (n % 26));
  function allFindings() {
    if (!D.temuan.length) return ["Temuan", h("p", {}, "Tidak ada temuan.")];
    return ["Temuan", ["galat", "peringatan", "catatan"].map((severity) => {
      const list = D.temuan.filter((f) => f[0] === severity);
      return list.length ? h("section", {}, h("h2", {}, `${severity} (${list.length})`), findings(list.slice(0, 500)), list.length > 500 && h("p", {}, `dan ${list.length - 500} lainnya`)) : null;
    })];
  }
  function missing() { return ["Tidak ditemukan", h("p", {}, "Halaman itu tidak ada dalam laporan ini. ", link("", "Kembali ke ringkasan"))]; }

  // ---- showing
  const SECTIONS = [["", "Ringkasan"], ["jenjang", "Jenjang"], ["indikator", "Indikator"], ...(D.bab.length ? [["tabel", "Tabel"]] : []), ["temuan", "Temuan"]];
  function show(first) {
    const [section, rest] = (() => {
      const route = location.hash.replace(/^#\/?/, "");
      const cut = route.indexOf("/");
      return cut < 0 ? [route, null] : [route.slice(0, cut), decode(route.slice(cut + 1))];
    })();
    const pages = { "": summary, jenjang: cascade, indikator: indicators, temuan: allFindings, tabel: () => (rest ? tableOf(rest) : tables()), i: () => indicator(rest), s: () => node(rest), a: () => question(rest) };
    const [title, ...content] = (Object.hasOwn(pages, section) ? pages[section] : missing)();
    const heading = h("h1", { tabindex: "-1" }, title);
    const home = { i: "indikator", s: "jenjang", a: "indikator" }[section] || section;
    document.getElementById("nav").replaceChildren(...SECTIONS.map(([route, text]) => h("a", { href: "#/" + route, "aria-current": route === home ? "page" : null }, text)));
    main.replaceChildren(heading, h("div", {}, content));
    document.title = `${title} · ${D.nama}`;
    if (!first) { heading.focus({ preventScroll: true }); scrollTo(0, 0); }
  }
  function decode(text) { try { return decodeURIComponent(text); } catch { return text; } }

  // ---- search
  const words = document.getElementById("kata"), results = document.getElementById("hasil");
  const index = [...Object.entries(D.indikator).map(([id, i]) => ["i", id, i.n]), ...Object.entries(D.simpul).map(([id, n]) => ["s", id, n.n])]
    .map(([kind, id, name]) => [kind, id, name, (id + " " + name).toLowerCase()]);
  function search() {
    const asked = words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = asked.length ? index.filter((row) => asked.every((word) => row[3].includes(word))).slice(0, 30) : [];
    results.hidden = !asked.length;
    results.replaceChildren(...(found.length ? found.map(([kind, id, name]) => h("li", {}, h("a", { href: `#/${kind}/${encodeURIComponent(id)}`, click: close }, name, " ", h("small", {}, id))))
      : asked.length ? [h("li", {}, "Tidak ada yang cocok.")] : []));
  }
  function close() { words.value = ""; search(); }
  words.addEventListener("input", search);
  document.getElementById("cari").addEventListener("submit", (event) => { event.preventDefault(); const first = results.querySelector("a"); if (first) { location.hash = first.getAttribute("href"); close(); } });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== words) { event.preventDefault(); words.focus(); }
    if (event.key === "Escape") close();
  });
  addEventListener("beforeprint", () => { for (let round = 0; round < 3; round++) for (const d of main.querySelectorAll(".inputs details:not([open])")) { d.open = true; d.dispatchEvent(new Event("toggle")); } });
  addEventListener("hashchange", () => show(false));
  show(true);
})();
