(() => {
  const parsed = (id) => JSON.parse(document.getElementById(id).textContent);
  const D = parsed("data"), R = parsed("rujukan");
  const T = D.teks.concat(R.teks); // texts of the page, then those of its figures
  // figures stand so many on a line, and a line is read when one of them is asked for: most never are
  const ON_A_LINE = 64, read = new Map();
  let lines = null;
  // figures come in parts that count from zero; R.bagian says how many figures, texts, remarks, scales and lines stand before each
  function told(number) {
    lines ??= document.getElementById("angka").textContent.split("\n");
    let at = R.bagian.length - 1;
    while (R.bagian[at][0] > number) at--;
    const before = R.bagian[at], own = number - before[0], line = before[4] + Math.floor(own / ON_A_LINE);
    if (!read.has(line)) read.set(line, JSON.parse(lines[line + 1].replace(/,$/, "")).map((figure) => counted(figure, before)));
    return read.get(line)[own % ON_A_LINE];
  }
  function counted(figure, [figures, texts, remarks, scales]) {
    const text = (at) => (at < 0 ? at : at + texts), each = (list) => list.map(text), pairs = (list) => list.map(each);
    const change = {
      n: text, v: text, t: text, o: text, d: each, s: pairs, b: pairs,
      f: (list) => list.map((piece) => (Array.isArray(piece) ? each(piece) : text(piece))),
      c: (list) => list.map((at) => at + remarks),
      m: (list) => list.map((at) => (at < 0 ? R.akar[-1 - at] : at + figures)), // below zero: the question that another part answers
      g: ([at, why]) => [at + scales, text(why)],
    };
    return Object.fromEntries(Object.entries(figure).map(([key, value]) => [key, change[key] ? change[key](value) : value]));
  }
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
  const answered = (at) => at >= 0 && R.akar[at] >= 0;
  const toQuestion = (at, text) => (answered(at) ? link("a/" + encodeURIComponent(D.tanya[at]), text) : text);
  const findingsOf = (id) => D.temuan.filter((f) => f[6] === id);
  // those about the statement that a figure is, or that it passes on
  function findingsAt(f) {
    for (let guard = 0; f.t === undefined && !f.f && f.o === undefined && f.m?.length === 1 && guard < 12; guard++) f = told(f.m[0]);
    const place = f.t >= 0 && T[f.t], at = (text) => text >= 0 && T[text] === place;
    return place ? D.temuan.filter((finding) => at(finding[3]) || finding[7].some(at)) : [];
  }
  const claimsOf = (id) => D.audit.filter((c) => c[0] === id);
  // what a thing is called in this report is `n`; where the plan calls it otherwise `d` holds that name and the document of `n`
  const PLAN = D.renstra ? "Renstra" : "rencana";
  const otherwise = (o) => o.d && h("p", { class: "soft" }, `Nama menurut ${D.acuan[o.d[1]] || o.d[1]}; dalam ${PLAN}: ${o.d[0]}.`);
  const subject = (id) => (Object.hasOwn(D.indikator, id) ? D.indikator[id] : Object.hasOwn(D.simpul, id) ? D.simpul[id] : null);

  // ---- figures by their names in plain words
  const WORDS = { hitungan: "Hasil rumus", realisasi_anggaran: "Realisasi anggaran", pagu: "Pagu anggaran", belanja: "Anggaran", realisasi_belanja: "Realisasi" };
  const OPERATIONS = { jumlah: "jumlah", "rata rata": "rata-rata", "rata rata tertimbang": "rata-rata tertimbang", akhir: "nilai terakhir", tertinggi: "nilai tertinggi", terendah: "nilai terendah", terburuk: "nilai terburuk", terbaik: "nilai terbaik" };
  const ACUAN = { akhir: "terhadap target akhir Renstra", awal: "terhadap kondisi awal", renstra: "menurut Renstra" };
  const OF_NO_YEAR = { akhir: "Target akhir Renstra", awal: "Kondisi awal" };
  function when(period) {
    const part = /^(\d{4})-(TW|S)?(\d+)$/.exec(period || "");
    if (!part) return /^\d{4}$/.test(period || "") ? `tahun ${period}` : period || "";
    const roman = ["I", "II", "III", "IV"][part[3] - 1];
    return part[2] === "TW" ? `triwulan ${roman} ${part[1]}` : part[2] === "S" ? `semester ${roman} ${part[1]}` : `bulan ${part[3]} ${part[1]}`;
  }
  const owned = (of, key) => (Object.hasOwn(of, key) ? of[key] : null);
  const isPeriod = (text) => /^\d{4}(-\w+)?$/.test(text);
  // `capaian(TKK; 2022)` as "Capaian Tingkat Kesempatan Kerja tahun 2022", a statement `pagu P1 2022` likewise; a measure by
  // the name it is declared with; null where it is a formula of another kind
  function spoken(label) {
    const stated = /^([a-z_]+) ([^\s;()]+) (\d{4}(?:-\w+)?)$/.exec(label);
    const call = stated ? [label, stated[1], `${stated[2]}; ${stated[3]}`] : /^([\w.]+)\(([^()]*)\)$/.exec(label);
    if (!call) return null;
    const measure = owned(D.ukuran, call[1]), [id, period, against] = call[2].split("; ");
    if (measure && !period && (isPeriod(id) || /^[a-z]$/.test(id))) return [measure, isPeriod(id) && when(id)].filter(Boolean).join(" ");
    // a name printed otherwise than here is told of what bears it, not of what it is called here
    const named = call[1] === "nama" && subject(id) ? id : subject(id)?.n || owned(D.jenis, id);
    if (!named || (period && !isPeriod(period))) return null;
    if (call[1] === "target" && owned(OF_NO_YEAR, against)) return `${OF_NO_YEAR[against]} ${named}`;
    const verb = measure || WORDS[call[1]] || call[1].charAt(0).toUpperCase() + call[1].slice(1).replaceAll("_", " ");
    const by = against ? ACUAN[against] || (Object.hasOwn(D.acuan, against) ? `menurut ${D.acuan[against]}` : `(${against})`) : "";
    return [verb, named, when(period), by].filter(Boolean).join(" ");
  }
  const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ".");
  const nameOf = (f) => spoken(T[f.n]) || T[f.n];

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
    const line = /^(.*?):(\d+):(\d+)$/.exec(T[at]), cell = /^(.*):(?:(.+)!)?([A-Z]+\d+)$/.exec(T[at]);
    return h("span", { class: "place" }, line ? `${line[1]} baris ${line[2]} kolom ${line[3]}`
      : cell ? [cell[1], cell[2] && ` lembar ${cell[2]}`, ` sel ${cell[3]}`] : T[at]);
  }
  // names between backticks are words of the language
  const prose = (text) => text.split("`").map((piece, at) => (at % 2 ? h("code", {}, piece) : piece));
  // what may be broader than the page: it scrolls by itself, and says so while there is more beside what is seen
  const broad = new ResizeObserver((seen) => { for (const { target } of seen) target.classList.toggle("geser", target.scrollWidth > target.clientWidth + 1); });
  function scroll(label, focusable, content) {
    const box = h("div", { class: "scroll", tabindex: focusable ? "0" : null, role: "region", "aria-label": label }, content);
    broad.observe(box);
    return box;
  }
  // `stack`: on a phone each row is a card; the roles are said again, since a card is no row to a browser
  function table(heads, rows, label, stack) {
    const role = (name) => (stack ? name : null);
    return scroll(label, !stack,
      h("table", { class: stack && "stack", role: role("table") },
        h("thead", { role: role("rowgroup") }, h("tr", { role: role("row") }, heads.map(([text, numeric]) => h("th", { scope: "col", role: role("columnheader"), class: numeric && "n" }, text)))),
        h("tbody", { role: role("rowgroup") }, rows.map((row) => h("tr", { role: role("row") },
          row.map((cell, at) => h("td", { role: role("cell"), class: heads[at][1] && ([cell].flat().some((part) => (part?.textContent ?? part)?.length > 18) ? "n long" : "n"), "data-nama": stack && at ? heads[at][0] : null }, cell)))))));
  }

  // ---- a figure, told in place
  // `as`: what it is called and how it is shown where that is not as its own step says
  function figure(number, depth, heading, as) {
    const f = told(number), value = as?.value ?? T[f.v];
    const box = h("div", { class: "how" });
    if (heading) box.append(h("h2", {}, heading));
    const name = as?.name || nameOf(f);
    if (f.f) {
      box.append(h("p", {}, f.k ? `${name} dihitung dengan rumus berikut, tetapi belum ada hasilnya: ${value}.` : `${name} dihitung dengan rumus:`));
      box.append(h("div", { class: "formula" }, f.f.map((piece) => Array.isArray(piece)
        ? h("span", { class: "part" }, h("b", {}, T[piece[1]]), h("small", {}, spoken(T[piece[0]]) || T[piece[0]]))
        : h("span", { class: "op" }, T[piece])), !f.k && h("span", { class: "op" }, "= "), !f.k && h("span", { class: "part" }, h("b", {}, value))));
    } else if (f.o !== undefined) {
      const how = OPERATIONS[T[f.o]] || T[f.o];
      const values = f.a ?? f.m.length; // weights are told below too, but are no values of the mean
      box.append(h("p", {}, values === 1 ? `${name} diambil dari satu nilai di bawah ini.` : `${name} adalah ${how} dari ${values} nilai: ${value}.`));
    } else if (f.t !== undefined && f.t >= 0) {
      box.append(h("p", {}, f.k ? `${name} dinyatakan kosong di ` : `${name}, ${value}, dinyatakan di `, place(f.t), "."));
    } else if (f.k) {
      box.append(h("p", {}, `${name} tidak ada: ${value}.`));
    } else if (f.m) {
      box.append(h("p", {}, `${name} sama dengan nilai di bawah ini.`));
    }
    if (f.e) box.append(h("p", { class: "soft" }, "Tepatnya ", f.e, ", sebelum dibulatkan untuk ditampilkan."));
    const facts = h("dl", { class: "facts" });
    const tell = (name, ...what) => facts.append(h("dt", {}, name), h("dd", {}, ...what));
    const NAMES = { rumus: "Aturan", dokumen: "Dokumen", sumber: "Sumber", kebijakan: "Kebijakan", jarak: "Kategori berikutnya", penjelasan: "Catatan", cabang: "Cabang" };
    for (const [kind, text, at] of (f.c || []).map((at) => R.catatan[at])) tell(NAMES[kind] || kind, T[text], at >= 0 && " ", place(at));
    for (const text of f.d || []) tell("Dasar", T[text]);
    for (const [text, value] of f.b || []) tell("Pembulatan", `${T[text]} = ${T[value]}`);
    if (facts.childElementCount) box.append(facts);
    if (f.s) box.append(h("ul", { class: "inputs" }, h("li", {}, unfolding([h("span", {}, `${f.s.length} syarat yang diperiksa`)], () => [h("dl", { class: "facts" },
      f.s.map(([text, answer]) => [h("dt", {}, T[answer]), h("dd", {}, h("code", {}, T[text]))]))]))));
    if (f.m) box.append(...inputs(f.m, depth));
    if (f.g) box.append(scale(R.skala[f.g[0]], f.g[1]));
    return box;
  }
  // long lists come in pieces; printing asks for all of them
  const PAGE = 200, ROWS = 600;
  function pieces(all, size, add, place, words) {
    let at = 0;
    const more = () => {
      const from = at;
      at = Math.min(at + size, all.length);
      add(all.slice(from, at), from);
      place.replaceChildren(...(at < all.length ? [h("button", { type: "button", class: "more", click: more }, `${count(all.length - at)} ${words}`)] : []));
    };
    more();
  }
  function inputs(members, depth) {
    const list = h("ul", { class: "inputs" });
    const rest = h("div", {});
    pieces(members, PAGE, (some) => list.append(...some.map((number) => input(number, depth))), rest, "nilai lagi");
    return [list, rest];
  }
  // a count is called by the cell that shows it, and opens to what it counts
  function input(number, depth) {
    const f = told(number), label = T[f.n], words = spoken(label), at = words ? undefined : asked(label), where = answered(at ?? -1) ? firstCell(at) : null;
    const name = words || (where ? where.title : label);
    const line = [h("span", {}, name), h("span", { class: "num" }, T[f.v])];
    if (!(f.f || f.o !== undefined || f.c || f.d || f.m || f.t !== undefined)) return h("li", {}, h("div", { class: "plain" }, line));
    return h("li", {}, unfolding(line, () => words ? [figure(number, depth + 1)]
      : [figure(number, depth + 1, null, { name }), ...within(label, "h3"), ...(where ? [h("p", {}, "Selengkapnya: ", toQuestion(at, name))] : [])]));
  }
  // something that opens in place, made only when it is opened
  const fillers = new WeakMap();
  function unfolding(line, content) {
    const fill = () => { if (details.childElementCount === 1) details.append(...content()); };
    const details = h("details", { toggle: () => details.open && fill() }, h("summary", {}, line));
    fillers.set(details, fill);
    return details;
  }
  function scale(g, why) {
    return h("div", {},
      h("h3", {}, g.n >= 0 ? T[g.n] : "Skala"),
      h("table", { class: "scale", "aria-label": g.n >= 0 ? T[g.n] : "Skala" }, h("tbody", {}, g.r.map(([name, bounds, hit]) => h("tr", { class: hit && "hit" },
        h("td", {}, hit ? h("span", { "aria-label": "kategori ini" }, "▶") : ""), h("th", { scope: "row" }, T[name]), h("td", { class: "n" }, T[bounds]))))),
      why >= 0 && h("p", {}, T[why], "."),
      h("dl", { class: "facts" },
        g.p.map(([text, at]) => [h("dt", {}, "Kebijakan"), h("dd", {}, T[text], " ", place(at))]),
        g.d.map((text) => [h("dt", {}, "Dasar"), h("dd", {}, T[text])])));
  }

  // ---- pages
  function summary() {
    const indicators = Object.entries(D.indikator);
    const reached = indicators.filter(([, i]) => i.m === 1).length;
    const missed = indicators.filter(([, i]) => i.m === 0);
    const unknown = indicators.length - reached - missed.length;
    const assessed = reached + missed.length;
    const key = indicators.filter(([, i]) => i.f);
    const money = D.puncak.map((id) => [id, D.simpul[id]]).filter(([, n]) => !absent(n.p) || !absent(n.r));
    const whole = D.instansi;
    // the whole agency's where it can be told, else that of the tops of the cascade where they are few
    const spent = whole && (!absent(whole.s) || money.length > 3) ? [[null, whole]] : money.length < 4 ? money : [];
    const most = Math.max(1, ...D.kategori.map((k) => k[1]), ...D.kosong.map((k) => k[1]));
    const serious = D.temuan.filter((f) => f[0] !== "catatan");
    const differing = D.audit.filter((c) => c[5] === "beda").length;
    const lowest = D.perhatian.map((id) => [id, D.indikator[id]]), fallen = key.filter(([, i]) => i.m === 1 && i.v === -1);
    const counted = [[reached, "mencapai target", "l4", "tercapai"], [missed.length, "belum mencapai", "l0", "belum"], [unknown, "belum dapat dinilai", "ln", "kosong"]];
    return [D.judul,
      h("p", { class: "crumbs" }, D.nama, D.renstra && ` · Renstra ${D.renstra}`),
      h("p", { class: "lead" }, verdict(key) || (assessed ? `${count(reached)} dari ${count(assessed)} indikator${unknown ? " yang dapat dinilai" : ""} mencapai target.` + (unknown ? ` ${count(unknown)} belum dapat dinilai.` : "") : NOTHING)),
      h("div", { class: "cards" },
        h("div", { class: "card" }, h("b", {}, link(assessed ? "indikator/tercapai" : "indikator/kosong", `${count(assessed ? reached : unknown)} dari ${count(assessed || unknown)}`)),
          h("span", {}, !assessed ? "indikator belum dapat dinilai" : unknown ? "indikator yang dapat dinilai mencapai target" : "indikator mencapai target"),
          h("div", { class: "share", "aria-hidden": "true" }, bars(counted.map(([number]) => number / Math.max(1, indicators.length)))),
          h("ul", { class: "legend" }, counted.filter(([number]) => number).map(([number, words, look, which]) => h("li", { class: look }, h("i", { "aria-hidden": "true" }), link("indikator/" + which, `${count(number)} ${words}`)))),
          unknown > 0 && h("span", { class: "sub" }, link("indikator", `dari ${count(indicators.length)} indikator seluruhnya`))),
        spent.map(([id, n]) => h("div", { class: "card" }, h("b", {}, toQuestion(n.q.serapan, short(n.s))),
          h("span", {}, (id === null ? "anggaran instansi terserap" : "anggaran terserap") + (D.uang ? ` sepanjang ${D.tahun.slice(0, 4)}` : "")),
          absent(n.s) && h("span", { class: "sub" }, n.s[1]),
          h("span", { class: "sub" }, !absent(n.r) && !absent(n.p) && [n.r, n.p].map((amount, at) => [at ? " dari " : "", h("span", { class: "amount" }, amount)])), id !== null && money.length > 1 && h("span", { class: "sub clamp" }, toNode(id)))),
        h("div", { class: "card" }, h("b", {}, link("temuan", count(serious.length))), h("span", {}, "temuan yang perlu dijawab"),
          D.audit.length > 0 && h("span", { class: "sub" }, differing ? link("temuan", `${count(differing)} dari ${count(D.audit.length)} angka di laporan yang terbit berbeda dari hitungan`) : `${count(D.audit.length)} angka di laporan yang terbit sesuai hitungan`))),
      key.length ? [h("h2", {}, "Indikator kinerja utama"), indicatorTable(key, "Indikator kinerja utama", true)] : null,
      h("div", { class: "two" },
        h("section", {}, h("h2", {}, "Perlu perhatian"),
          lowest.some(([, i]) => i.f) && lowest.some(([, i]) => !i.f) && h("p", { class: "soft" }, "Indikator kinerja utama lebih dahulu, masing-masing dari capaian terendah."),
          lowest.length ? h("ul", { class: "attention" }, lowest.map(([id, i]) => h("li", {}, toIndicator(id), h("span", { class: "num" }, i.c), grade(i.g))))
            : h("p", {}, reached ? "Tidak ada indikator yang di bawah targetnya." : NOTHING),
          fallen.length > 0 && [h("h3", {}, "Mencapai target, tetapi memburuk dari " + when(yearBefore())),
            h("ul", { class: "attention" }, fallen.slice(0, 8).map(([id, i]) => h("li", {}, toIndicator(id), h("span", { class: "num" }, moved(i)), grade(i.g)))),
            fallen.length > 8 && h("p", {}, `dan ${count(fallen.length - 8)} lainnya`)],
          missed.length > lowest.length && h("p", {}, link("indikator/belum", `dan ${count(missed.length - lowest.length)} lainnya yang belum mencapai target`)),
          unknown > 0 && h("p", {}, link("indikator/kosong", `${count(unknown)} indikator belum dapat dinilai`)),
          serious.length ? h("p", {}, link("temuan", `${count(serious.length)} temuan pemeriksaan`)) : null),
        h("section", {}, h("h2", {}, "Kategori capaian"),
          D.kategori.map(([name, number, rank, ranks]) => h("div", { class: "bar" }, grade([name, rank, ranks]),
            h("span", { class: "rule l" + level(rank, ranks), "aria-hidden": "true" }, bars([number / most])), h("span", { class: "num" }, count(number)))),
          D.kosong.map(([kind, number]) => h("div", { class: "bar" }, h("span", { class: "grade ln" }, kind),
            h("span", { class: "rule ln", "aria-hidden": "true" }, bars([number / most])), h("span", { class: "num" }, count(number)))))),
      money.length || whole ? [h("h2", {}, "Anggaran"), D.uang && h("p", { class: "soft" }, D.uang), table([["Jenjang"], ["Pagu", 1], ["Realisasi", 1], ["Serapan", 1]],
        [...(whole ? [[null, whole]] : []), ...money.slice(0, TOPS)].map(([id, n]) => [id === null ? h("strong", {}, "Seluruh instansi") : toNode(id), toQuestion(n.q.pagu, short(n.p)), toQuestion(n.q.realisasi_anggaran, short(n.r)), toQuestion(n.q.serapan, short(n.s))]), "Anggaran", true),
        money.length > TOPS && h("p", {}, link("jenjang", `dan ${money.length - TOPS} jenjang teratas lainnya`)),
        whole && whole.c.map((note) => h("p", { class: "notes" }, note))] : null];
  }
  const TOPS = 12;
  const NOTHING = "Belum ada indikator yang dapat dinilai.";
  // how the year went, by the indicators the agency answers for: of those that can be assessed, then what fell although it
  // may have reached its target
  function verdict(key) {
    if (!key.length) return null;
    const alike = (m) => key.filter(([, i]) => i.m === m).map(([, i]) => i.n);
    const reached = alike(1).length, missed = alike(0), unknown = alike(2), assessed = reached + missed.length;
    const worse = key.filter(([, i]) => i.v === -1).map(([, i]) => `${i.n} (${moved(i)})`);
    const named = (names, words) => (names.length ? ` ${words}: ${names.slice(0, 4).join("; ")}${names.length > 4 ? `; dan ${count(names.length - 4)} lainnya` : ""}.` : "");
    const fell = named(worse, "Memburuk dari " + when(yearBefore()));
    if (key.length === 1) return `Satu-satunya indikator kinerja utama ${reached ? "mencapai target" : missed.length ? "belum mencapai target" : "belum dapat dinilai"}: ${key[0][1].n}.` + fell;
    if (!assessed) return `Belum satu pun dari ${count(key.length)} indikator kinerja utama dapat dinilai.` + fell;
    const of = `${reached === assessed && assessed > 1 ? `Semua ${count(assessed)}` : `${count(reached)} dari ${count(assessed)}`} indikator kinerja utama${unknown.length ? " yang dapat dinilai" : ""}`;
    return `${of} mencapai target.` + named(missed, "Belum mencapai") + fell + named(unknown, "Belum dapat dinilai");
  }
  const yearBefore = () => D.tahun.replace(/^\d{4}/, (year) => String(Number(year) - 1));
  const earlier = (i) => i.l.find((row) => row[0] === yearBefore() && row[3] !== "–");
  const moved = (i) => `${i.vb || earlier(i)[3]} menjadi ${short(i.r)}`;
  const TRENDS = { "-1": "memburuk", 0: "tetap", 1: "membaik" };
  // shares of a line, one after another
  function bars(shares) {
    const from = shares.map((_, at) => shares.slice(0, at).reduce((sum, share) => sum + share, 0));
    return s("svg", { width: "100%", height: "100%", preserveAspectRatio: "none", viewBox: "0 0 100 10" },
      shares.map((share, at) => s("rect", { class: "part" + at, x: 100 * from[at], width: 100 * share, height: 10, fill: "currentColor" })));
  }
  // with the year before beside it where one was reported
  function indicatorTable(list, label, compared) {
    const years = compared && list.some(([, i]) => earlier(i));
    const trend = (i) => compared && i.v !== undefined && h("small", { class: "trend" + (i.v < 0 ? " worse" : "") }, TRENDS[i.v]);
    return table([["Indikator"], ...(years ? [[D.tahun.length > 4 ? `Realisasi ${when(yearBefore())}` : `Realisasi ${yearBefore()}`, 1]] : []), ["Target", 1], ["Realisasi", 1], ["Capaian", 1], ["Kategori"]],
      list.map(([id, i]) => [toIndicator(id), ...(years ? [toQuestion((earlier(i) || [])[8], (earlier(i) || [])[3] || "–")] : []), toQuestion(i.q.target, short(i.t)), [toQuestion(i.q.realisasi, short(i.r)), trend(i)], toQuestion(i.q.capaian, short(i.c)), grade(i.g)]), label, true);
  }

  const WHICH = { semua: ["Semua indikator", () => true], tercapai: ["Indikator yang mencapai target", (i) => i.m === 1], belum: ["Indikator yang belum mencapai target", (i) => i.m === 0], kosong: ["Indikator yang belum dapat dinilai", (i) => i.m === 2] };
  function indicators(which) {
    if (!Object.hasOwn(WHICH, which)) return missing();
    const [heading, belongs] = WHICH[which];
    const all = Object.entries(D.indikator).filter(([, i]) => belongs(i));
    const made = which === "kosong" ? withoutFigure : indicatorTable;
    const holder = h("div", {}), rest = h("p", {});
    pieces(all, 300, (some, from) => {
      if (from === 0) holder.append(made(some, heading));
      else holder.querySelector("tbody").append(...made(some, heading).querySelector("tbody").children);
    }, rest, "indikator lagi");
    const others = Object.entries(WHICH).filter(([name]) => name !== which);
    return [heading, h("p", { class: "soft" }, `${count(all.length)} indikator, dalam urutan jenjang.`), all.length ? [holder, rest] : null,
      h("p", { class: "tools" }, others.map(([name, [words]]) => link(name === "semua" ? "indikator" : "indikator/" + name, words)))];
  }
  // of what cannot be judged: why
  const withoutFigure = (list, label) => table([["Indikator"], ["Target", 1], ["Realisasi", 1], ["Mengapa"]],
    list.map(([id, i]) => [toIndicator(id), toQuestion(i.q.target, short(i.t)), toQuestion(i.q.realisasi, short(i.r)), absent(i.c) ? i.c[1] : i.g[3] || i.g[0]]), label, true);
  function cascade() {
    const seen = new Set();
    function branch(id, depth) {
      const n = D.simpul[id];
      const row = treeRow([h("span", { class: "kind" }, n.j), " ", toNode(id), seen.has(id) ? h("small", { class: "soft" }, " (sudah di atas)") : n.l && h("small", { class: "soft" }, ` (${n.l})`)], absent(n.s) ? null : n.s, absent(n.c) ? null : n.c, n.g[3] ? null : n.g);
      if (seen.has(id) || (!n.a.length && !n.i.length)) return h("li", {}, h("div", { class: "leaf" }, row));
      seen.add(id);
      const list = h("ul", {});
      const fill = () => {
        if (list.childElementCount) return;
        for (const i of n.i) {
          const shownAt = D.indikator[i];
          if (shownAt) list.append(h("li", {}, h("div", { class: "leaf measure" + (shownAt.f ? " key" : "") }, treeRow([h("span", { class: "kind" }, "indikator"), " ", toIndicator(i)], null, short(shownAt.c), shownAt.g))));
        }
        for (const child of n.a) list.append(branch(child, depth + 1));
      };
      const details = h("details", { toggle: () => details.open && fill() }, h("summary", {}, row), list);
      fillers.set(details, fill);
      if (depth < 3) { fill(); details.open = true; }
      return h("li", {}, details);
    }
    const tree = h("ul", { class: "tree" }, D.puncak.map((id) => branch(id, 0)));
    tree.addEventListener("keydown", walk);
    const all = (open) => {
      for (let round = 0; round < 8; round++) for (const d of tree.querySelectorAll("details")) if (d.open !== open) { if (open) fillers.get(d)(); d.open = open; }
    };
    return ["Jenjang kinerja", h("div", { class: "tools" }, h("button", { type: "button", click: () => all(true) }, "Buka semua"), h("button", { type: "button", click: () => all(false) }, "Tutup semua")),
      h("p", { class: "soft hint" }, "Panah kanan membuka, panah kiri menutup, panah atas dan bawah berpindah."), Object.values(D.indikator).some((i) => i.f) && h("p", { class: "soft" }, "◆ indikator kinerja utama, • indikator lain."), tree];
  }
  const treeRow = (name, absorbed, reached, category) => h("span", { class: "row" }, h("span", { class: "name" }, name),
    h("span", { class: "num soft" }, absorbed && ["serapan ", absorbed]), h("span", { class: "num" }, reached), h("span", { class: "rank" }, category && grade(category)));
  // arrows on what opens: right opens, left closes, up and down go to the next that is seen
  function walk(event) {
    const at = event.target.closest("summary, .leaf a");
    if (!at || event.target !== at || event.altKey || event.ctrlKey || event.metaKey) return;
    const details = at.parentElement;
    if (at.matches("summary") && (event.key === "ArrowRight" || event.key === "ArrowLeft")) details.open = event.key === "ArrowRight";
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = [...event.currentTarget.querySelectorAll("summary, .leaf a")], step = event.key === "ArrowDown" ? 1 : -1;
      let next = all.indexOf(at) + step;
      while (all[next] && !all[next].offsetParent) next += step; // within what is closed
      if (all[next]) all[next].focus();
    } else return;
    event.preventDefault();
  }
  function crumbs(id) {
    const path = [];
    for (let at = id, guard = 0; at && guard < 12; guard++) { path.unshift(at); at = D.simpul[at].u[0]; }
    return h("nav", { class: "crumbs", "aria-label": "Letak dalam jenjang" }, path.map((p, k) => [k ? " › " : "", h("a", { href: "#/s/" + encodeURIComponent(p), title: D.simpul[p].n }, D.simpul[p].j + " " + p)]));
  }
  function findings(list) {
    return list.map(([severity, code, message, at, help, basis]) => h("div", { class: "finding " + severity },
      h("p", {}, h("strong", {}, `${severity} ${code}`), ": ", prose(message)), h("p", {}, place(at)), help && h("p", {}, "Saran: ", prose(help)), basis && h("p", { class: "soft" }, "Dasar: ", basis)));
  }
  function indicator(id) {
    if (!Object.hasOwn(D.indikator, id)) return missing();
    const i = D.indikator[id];
    const facts = [["Definisi", i.x], ["Satuan", i.u], ["Arah", i.h], ["Sumber data", i.b], ["Penanggung jawab", i.w], ["Indikator kinerja utama", i.f ? "ya" : ""]].filter(([, v]) => v);
    return [i.n, crumbs(i.s), otherwise(i),
      h("div", { class: "big" }, h("b", {}, short(i.c)), grade(i.g)),
      h("p", { class: "lead" }, sentenceOf(i)),
      answered(i.q.capaian) && figure(R.akar[i.q.capaian], 0, "Bagaimana capaian ini dihitung"),
      noticed(id),
      h("div", { class: "two" },
        h("section", {}, h("h2", {}, "Target dan realisasi"), historyChart(i, { h, s, scroll }),
          i.l.length || i.o.length ? table([["Tahun"], ["Target", 1], ["Realisasi", 1], ["Capaian", 1]],
            [...i.l.map((r) => [r[0], toQuestion(r[7], r[1]), toQuestion(r[8], r[3]), toQuestion(r[6], r[5])]), ...i.o.map((r) => [r[0], toQuestion(r[3], r[1]), "", ""])], "Target dan realisasi per tahun") : h("p", {}, "Belum ada riwayat.")),
        h("section", {}, h("h2", {}, "Tentang indikator ini"),
          h("dl", { class: "facts" }, facts.map(([k, v]) => [h("dt", {}, k), h("dd", {}, v)]),
            h("dt", {}, "Target akhir Renstra"), h("dd", {}, shown(i.y)), h("dt", {}, "Kemajuan ke target akhir"), h("dd", {}, toQuestion(i.q.kemajuan, shown(i.k))),
            i.p.map(([name, value, against, at]) => [h("dt", {}, name), h("dd", {}, value, "; capaian terhadapnya ", toQuestion(at, against))]),
            h("dt", {}, "Ditulis di"), h("dd", {}, place(i.z))))),
      around(i.s, id), published(id)];
  }
  // the node that a figure belongs to, what stands beside it and what supports it
  function around(id, self) {
    const n = D.simpul[id];
    const beside = n.i.filter((i) => i !== self && Object.hasOwn(D.indikator, i)).map((i) => [i, D.indikator[i]]);
    return h("section", {}, h("h2", {}, "Di sekitarnya"),
      h("p", {}, "Mengukur ", n.j, " ", toNode(id), !absent(n.c) && [", capaiannya ", h("span", { class: "num" }, n.c)], "."),
      beside.length ? [h("h3", {}, "Indikator lain di sini"), indicatorTable(beside, "Indikator lain di sini")] : null,
      n.a.length ? [h("h3", {}, "Yang mendukungnya"), nodeTable(n.a, "Yang mendukungnya")] : null);
  }
  // what reviewers and the audit have found about a figure
  const noticed = (id) => about(findingsOf(id));
  function about(list) {
    return list.length ? h("section", {}, h("h2", {}, "Temuan pemeriksaan"), findings(list)) : null;
  }
  function published(id) {
    const claims = claimsOf(id);
    return claims.length ? h("section", {}, h("h2", {}, "Di laporan yang terbit"), audited(claims)) : null;
  }
  // what a print is a figure of: in words, else as it is asked
  const claimed = (question) => spoken(question) || h("code", {}, question);
  const claim = ([, where, printed, computed, verdict, kind, said, at, written, of]) => h("div", { class: "finding " + (kind === "beda" ? "galat" : "peringatan") },
    h("p", {}, h("strong", {}, verdict.charAt(0).toUpperCase() + verdict.slice(1)), ": ", where, ": ", claimed(of)),
    h("p", {}, "Tercetak ", h("span", { class: "num" }, printed), ", dihitung ", toQuestion(at, h("span", { class: "num" }, computed)), "."),
    said.map((text) => h("p", {}, prose(text), /[.!?]$/.test(text) ? "" : ".")),
    h("p", { class: "soft" }, place(written)));
  // what differs is told; what agrees is a table that opens
  function audited(claims) {
    const agree = claims.filter((c) => c[5] === "cocok"), differ = claims.filter((c) => c[5] === "beda"), worst = differ.length;
    const others = [...differ, ...claims.filter((c) => c[5] !== "cocok" && c[5] !== "beda")];
    const differing = h("div", {}), rest = h("p", {});
    pieces(others, PAGE, (some) => differing.append(...some.map(claim)), rest, "angka lagi");
    return [h("p", {}, worst ? `${worst} dari ${claims.length} angka tercetak berbeda dari hitungan.` : `${claims.length} angka tercetak diperiksa; tidak ada yang berbeda dari hitungan.`),
      differing, rest,
      agree.length ? h("ul", { class: "inputs" }, h("li", {}, unfolding([h("span", {}, `${agree.length} angka tercetak yang cocok`)], () => [table([["Di laporan"], ["Angka"], ["Tercetak", 1], ["Dihitung", 1], ["Ditulis di"]],
        agree.map((c) => [c[1], claimed(c[9]), c[2], toQuestion(c[7], c[3]), place(c[8])]), "Angka tercetak yang cocok")]))) : null];
  }
  function sentenceOf(i) {
    if (absent(i.c)) return `Capaian ${when(D.tahun)} belum ada: ${i.c[1]}.`;
    const words = i.m === 1 ? "mencapai" : "belum mencapai";
    const trend = i.v === undefined ? "" : i.v ? ` ${i.v < 0 ? "Memburuk" : "Membaik"} dari ${when(yearBefore())} (${i.vb || earlier(i)[3]}).` : ` Sama dengan ${when(yearBefore())}.`;
    return `Realisasi ${absent(i.r) ? "–" : i.r} dari target ${absent(i.t) ? "–" : i.t} ${when(D.tahun)}: ${words} target.` + trend;
  }
  function nodeTable(ids, label) {
    return table([["Jenjang"], ["Nama"], ["Pagu", 1], ["Serapan", 1], ["Capaian", 1], ["Kategori"]],
      ids.map((a) => [D.simpul[a].j, toNode(a), toQuestion(D.simpul[a].q.pagu, short(D.simpul[a].p)), toQuestion(D.simpul[a].q.serapan, short(D.simpul[a].s)), toQuestion(D.simpul[a].q.capaian, short(D.simpul[a].c)), grade(D.simpul[a].g)]), label, true);
  }
  function node(id) {
    if (!Object.hasOwn(D.simpul, id)) return missing();
    const n = D.simpul[id];
    const figures = [["Pagu", n.p, "pagu"], ["Realisasi anggaran", n.r, "realisasi_anggaran"], ["Serapan", n.s, "serapan"], ["Sisa", n.z, "sisa"], ["Capaian", n.c, "capaian"], ["Efisiensi", n.e, "efisiensi"]];
    return [n.n, crumbs(id), otherwise(n), h("p", { class: "soft" }, n.j, n.k && ` · kode ${n.k}`, " · ", place(n.t)),
      !absent(n.c) && h("div", { class: "big" }, h("b", {}, n.c), !n.g[3] && grade(n.g)),
      n.u.length > 1 && h("p", {}, "Mendukung ", n.u.map((u, k) => [k ? ", " : "", toNode(u)])),
      h("h2", {}, "Angka"),
      D.uang && h("p", { class: "soft" }, D.uang),
      h("ul", { class: "inputs" }, figures.map(([name, cell, key]) => {
        const line = [h("span", {}, name), h("span", { class: "num" }, short(cell)), absent(cell) && h("small", { class: "soft" }, cell[1])];
        if (!answered(n.q[key])) return h("li", {}, h("div", { class: "plain" }, line));
        return h("li", {}, unfolding(line, () => [figure(R.akar[n.q[key]], 1)]));
      })),
      noticed(id),
      n.i.length ? [h("h2", {}, "Indikator"), indicatorTable(n.i.filter((i) => Object.hasOwn(D.indikator, i)).map((i) => [i, D.indikator[i]]), "Indikator")] : null,
      n.a.length ? [h("h2", {}, "Yang mendukungnya"), nodeTable(n.a, "Yang mendukungnya")] : null,
      published(id)];
  }
  // the category of an achievement, by the rows of its scale, the best first
  function onScale(rows) {
    const at = rows.findIndex((row) => row[2]);
    return at < 0 ? null : grade([T[rows[at][0]], rows.length - 1 - at, rows.length]);
  }
  // a figure with the digits of a cell that shows the same, with its unit or, of one in per cent, beneath a heading that says it
  function asShown(value, cell) {
    const around = (text) => text.replace(/\d[\d.,]*/g, "0"), alone = around(cell) === around(value).replace(" %", "");
    return around(cell) === around(value) ? cell : alone && value.endsWith(" %") ? cell + " %" : value;
  }
  // the first cell of the tables that asks a question, and what it is called by its table, row and column
  let cells = null;
  function firstCell(at) {
    if (!cells) {
      cells = new Map();
      for (const g of D.bab.flatMap(([, list]) => list)) g.b.forEach((row, r) => row.forEach((value, k) => {
        if (Array.isArray(value) && value[1] >= 0 && !cells.has(value[1])) cells.set(value[1], { g, r, k });
      }));
    }
    const found = cells.get(at);
    if (!found) return null;
    const { g, r, k } = found, [heading, group] = g.k[k];
    const column = g.b[r].length > 1 ? [group, heading].filter(Boolean).join(", ") : "";
    return { g, text: g.b[r][k][0], title: [[g.no ? `Tabel ${g.no}` : g.n, rowLabel(g, r, k)].filter(Boolean).join(", "), column].filter(Boolean).join(": ") };
  }
  // the first words of a row beside a cell; a cell that reaches down stands in the rows it covers too
  function rowLabel(g, r, but) {
    for (let k = 0; k < g.b[r].length; k++) {
      let from = r;
      while (from > 0 && Array.isArray(g.b[from][k]) && g.b[from][k][3] === 0) from--;
      const value = g.b[from][k], text = Array.isArray(value) ? value[0] : value;
      if (k !== but && !g.k[k][2] && /\p{L}/u.test(text || "")) return text;
    }
    return "";
  }
  // the nodes that a formula counts in, with the indicators that are there
  function within(text, level = "h2") {
    const nodes = [...new Set([...text.matchAll(/ di ([\w.]+)/g)].map((found) => found[1]))].filter((id) => Object.hasOwn(D.simpul, id));
    return nodes.map((id) => {
      const list = D.simpul[id].i.filter((i) => Object.hasOwn(D.indikator, i)).map((i) => [i, D.indikator[i]]);
      return h("section", {}, h(level, {}, / yang /.test(text) ? "Dihitung di antara" : "Yang dihitung"), h("p", {}, D.simpul[id].j.charAt(0).toUpperCase() + D.simpul[id].j.slice(1), " ", toNode(id), "."),
        /indikator \w+ di /.test(text) && list.length ? indicatorTable(list, "Indikator di sana") : null);
    });
  }
  let numbers = null;
  function asked(text) {
    numbers ??= new Map(D.tanya.map((text, at) => [text, at]));
    return numbers.get(text);
  }
  function question(text) {
    const at = asked(text);
    if (!answered(at)) return missing();
    const f = told(R.akar[at]), where = firstCell(at);
    const id = (/^[\w.]+\(([^;()]+);/.exec(text) || [])[1];
    const isIndicator = id && Object.hasOwn(D.indikator, id), isNode = id && Object.hasOwn(D.simpul, id);
    const home = isIndicator ? D.indikator[id].s : isNode ? id : null;
    const claims = D.audit.filter((c) => c[10].includes(at)), computed = D.audit.filter((c) => c[11].includes(at));
    // as the cell shows it that leads here
    const value = where && !f.k ? asShown(T[f.v], where.text) : T[f.v];
    const named = spoken(text);
    return [named || (where ? where.title : text), home ? crumbs(home) : where && h("p", { class: "crumbs" }, link("tabel/" + encodeURIComponent(where.g.id), title(where.g))),
      h("div", { class: "big" }, h("b", { class: f.k && "soft" }, value), f.g && onScale(R.skala[f.g[0]].r)), figure(R.akar[at], 0, "Bagaimana angka ini dihitung", { name: named || "Angka ini", value }),
      !named && within(text),
      about(findingsAt(f)),
      claims.length ? h("section", {}, h("h2", {}, "Di laporan yang terbit"), audited(claims)) : null,
      computed.length ? h("section", {}, h("h2", {}, "Hitungan dengan angka ini di laporan yang terbit"), audited(computed)) : null,
      h("p", {}, isIndicator ? ["Selengkapnya: ", toIndicator(id)] : isNode ? ["Selengkapnya: ", toNode(id)] : null),
      h("p", { class: "soft" }, "Di terminal: ", h("code", {}, `kinerja jejak . "${text}"`))];
  }
  function tables() {
    return ["Tabel laporan", D.pesan.map((text) => h("p", {}, text)), D.bab.map(([chapter, list]) => [h("h2", {}, chapter), h("ul", {}, list.map((g) => h("li", {}, link("tabel/" + encodeURIComponent(g.id), title(g)))))])];
  }
  const title = (g) => (g.no ? `Tabel ${g.no} ${g.n}` : g.n);
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
    const cell = (value) => (Array.isArray(value) ? [toQuestion(value[1], value[0]), value[2].map((n) => h("sup", {}, " " + mark(n)))] : value);
    const row = (cells, at) => h("tr", { class: at >= g.b.length - g.j ? "total" : cells.length === 1 && g.k.length > 1 ? "group" : null },
      cells.length === 1 && g.k.length > 1 ? h("th", { colspan: g.k.length, scope: "rowgroup" }, cell(cells[0]))
        : cells.map((value, k) => (Array.isArray(value) && value[3] === 0 ? null : h("td", { class: g.k[k][2] && "n", rowspan: Array.isArray(value) && value[3] > 1 ? value[3] : null }, cell(value)))));
    const body = h("tbody", {});
    const rest = h("p", {});
    pieces(g.b, ROWS, (some, from) => body.append(...some.map((cells, k) => row(cells, from + k))), rest, "baris lagi");
    return [title(g),
      scroll(g.n, true,
        h("table", { class: g.k.length > 14 ? "grid many" : g.k.length > 7 ? "grid wide" : "grid" }, h("thead", {}, head.filter((cells) => cells.length).map((cells) => h("tr", {}, cells))), body)),
      rest,
      g.z && h("p", { class: "soft" }, g.z),
      g.s.map((text) => h("p", { class: "notes" }, text)),
      g.c.length ? h("ol", { class: "notes", type: "a" }, g.c.map((note) => h("li", {}, note))) : null];
  }
  const mark = (n) => (n >= 26 ? mark(Math.floor(n / 26) - 1) : "") + String.fromCharCode(97 + (n % 26));
  function allFindings() {
    const sections = ["galat", "peringatan", "catatan"].map((severity) => {
      const list = D.temuan.filter((f) => f[0] === severity);
      if (!list.length) return null;
      const told = h("div", {}), rest = h("p", {});
      pieces(list, PAGE, (some) => told.append(...findings(some)), rest, "temuan lagi");
      return h("section", {}, h("h2", {}, `${severity} (${count(list.length)})`), told, rest);
    });
    return ["Temuan", D.temuan.length ? sections : h("p", {}, "Tidak ada temuan pemeriksaan."),
      D.audit.length ? h("section", {}, h("h2", {}, "Di laporan yang terbit"), audited(D.audit)) : null];
  }
  function missing() { return ["Tidak ditemukan", h("p", {}, "Halaman itu tidak ada dalam laporan ini. ", link("", "Kembali ke ringkasan"))]; }

  // ---- showing
  const SECTIONS = [["", "Ringkasan"], ["jenjang", "Jenjang"], ["indikator", "Indikator"], ...(D.bab.length + D.pesan.length ? [["tabel", "Tabel"]] : []), ["temuan", "Temuan"]];
  function show(first) {
    const [section, rest] = (() => {
      const route = location.hash.replace(/^#\/?/, "");
      const cut = route.indexOf("/");
      return cut < 0 ? [route, null] : [route.slice(0, cut), decode(route.slice(cut + 1))];
    })();
    const pages = { "": summary, jenjang: cascade, indikator: () => indicators(rest || "semua"), temuan: allFindings, tabel: () => (rest ? tableOf(rest) : tables()), i: () => indicator(rest), s: () => node(rest), a: () => question(rest) };
    const [title, ...content] = (Object.hasOwn(pages, section) ? pages[section] : missing)();
    const heading = h("h1", { tabindex: "-1" }, title);
    const home = { i: "indikator", s: "jenjang", a: "indikator" }[section] || section;
    document.getElementById("nav").replaceChildren(...SECTIONS.map(([route, text]) => h("a", { href: "#/" + route, "aria-current": route === home ? "page" : null }, text)));
    main.replaceChildren(heading, h("div", {}, content));
    document.title = `${title} · ${D.nama}`;
    const left = arrive();
    if (left) {
      linksTo(left.to)[left.which]?.focus({ preventScroll: true });
      scrollTo(0, left.top);
    } else if (!first) { heading.focus({ preventScroll: true }); scrollTo(0, 0); }
  }
  // whoever goes back finds the place that was left, and the link that led away
  history.scrollRestoration = "manual";
  const lefts = new Map();
  let entry = null;
  const linksTo = (to) => [...main.querySelectorAll("a")].filter((a) => a.getAttribute("href") === to);
  function leave() {
    const to = main.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    lefts.set(entry, { top: scrollY, to, which: to ? linksTo(to).indexOf(document.activeElement) : 0 });
  }
  function arrive() {
    if (!history.state?.entri) history.replaceState({ entri: `${Date.now()} ${lefts.size}` }, "");
    entry = history.state.entri;
    return lefts.get(entry);
  }
  function decode(text) { try { return decodeURIComponent(text); } catch { return text; } }

  // ---- search
  const words = document.getElementById("kata"), results = document.getElementById("hasil");
  let index = null;
  const everything = () => [["i", D.indikator], ["s", D.simpul]].flatMap(([kind, all]) => Object.entries(all).map(([id, o]) => [kind, id, o.n, [id, o.n, o.d && o.d[0]].join(" ").toLowerCase(), o.d && o.d[0]]));
  function search() {
    const asked = words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (asked.length) index ??= everything();
    const found = asked.length ? index.filter((row) => asked.every((word) => row[3].includes(word))).slice(0, 30) : [];
    results.hidden = !asked.length;
    results.replaceChildren(...(found.length ? found.map(([kind, id, name, , planned]) => h("li", {}, h("a", { href: `#/${kind}/${encodeURIComponent(id)}`, click: close }, name, " ", h("small", {}, id, planned && `, dalam ${PLAN}: ${planned}`))))
      : asked.length ? [h("li", {}, "Tidak ada yang cocok.")] : []));
  }
  function close() { words.value = ""; search(); }
  words.addEventListener("input", search);
  document.getElementById("cari").addEventListener("submit", (event) => { event.preventDefault(); const first = results.querySelector("a"); if (first) { location.hash = first.getAttribute("href"); close(); } });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== words) { event.preventDefault(); words.focus(); }
    if (event.key === "Escape") { if (results.contains(document.activeElement)) words.focus(); close(); }
  });
  // ---- printing: everything that can be unfolded is, up to a length that still is a document
  const MOST = 3000;
  let opened = [];
  addEventListener("beforeprint", () => {
    for (let button, guard = 0; guard < MOST && (button = main.querySelector("button.more")); guard++) button.click();
    for (let waiting; opened.length < MOST && (waiting = [...main.querySelectorAll("details:not([open])")]).length;) {
      for (const details of waiting.slice(0, MOST - opened.length)) {
        if (fillers.has(details)) fillers.get(details)();
        details.open = true;
        opened.push(details);
      }
    }
  });
  addEventListener("afterprint", () => { for (const details of opened) details.open = false; opened = []; });
  document.querySelector(".loncat").addEventListener("click", (event) => { event.preventDefault(); main.querySelector("h1").focus(); });
  addEventListener("hashchange", () => { leave(); show(false); });
  show(true);
})();
