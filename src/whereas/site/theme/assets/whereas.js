/* Whereas: copy buttons, the same paragraph in another language, sorting in place.
   Every page works without this file. No dependency, no inline style, no markup from data. */
(() => {
  const all = (s, r = document) => [...r.querySelectorAll(s)];

  // Copy: two small buttons under a paragraph's number, made when the paragraph is first touched.
  const doc = document.querySelector(".doc[data-ref]");
  if (doc && navigator.clipboard) {
    const t = doc.dataset;
    const words = (p) => {
      const c = p.querySelector(":scope > p").cloneNode(true);
      all(".r", c).forEach((x) => x.remove());
      return c.textContent.trim().replace(/\s+/g, " ");
    };
    // op5.a.i is paragraph 5 (a) (i), by the labels as they are shown; II.op3 stands in part II.
    const place = (p) => {
      const [, part, kind, num] = /^(.+\.)?(pp|op)([^.~]+)/.exec(p.id) ?? [];
      if (!kind) return "";
      let n = "";
      for (let at = p; at?.parentNode.closest(".p"); at = at.parentNode.closest(".p")) {
        n = " " + at.querySelector(":scope > .n").textContent.trim() + n;
      }
      return (part ? part.slice(0, -1) + t.comma : "") + t[kind].replace("{n}", num + n);
    };
    const home = document.querySelector("link[rel=canonical]")?.href ?? location.href.split(/[?#]/)[0];
    const url = (p) => home + "#" + p.id;
    const quote = (p) => {
      const fields = { words: words(p), source: [t.ref, place(p), url(p)].filter(Boolean).join(t.comma) };
      return t.quoted.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
    };
    const add = (p, name, make) => {
      const b = document.createElement("button");
      b.type = "button";
      b.textContent = name;
      b.onclick = async () => {
        await navigator.clipboard.writeText(make(p));
        b.textContent = t.done;
        say.textContent = t.done;
        setTimeout(() => { b.textContent = name; say.textContent = ""; }, 1500);
      };
      return b;
    };
    const say = document.createElement("p");
    say.className = "sr";
    say.setAttribute("role", "status");
    doc.append(say);
    const arm = (ev) => {
      const p = ev.target.closest?.(".p[id]");
      if (!p || p.querySelector(":scope > .cp") || !p.querySelector(":scope > .n")) return;
      const s = document.createElement("span");
      s.className = "cp";
      s.append(add(p, t.link, url));
      if (p.querySelector(":scope > p")) s.append(add(p, t.quote, quote));
      p.querySelector(":scope > .n").after(s);
    };
    doc.addEventListener("pointerover", arm);
    doc.addEventListener("focusin", arm);
  }

  // Another language, same paragraph, same search.
  all(".langs a").forEach((a) => a.addEventListener("click", () => {
    a.search = location.search;
    a.hash = location.hash;
  }));

  // Sort in place: headings become buttons. Without a script the table keeps its order.
  all("table.sort").forEach((table) => {
    const body = table.tBodies[0];
    if (body.rows.length < 2) return;
    const by = new Intl.Collator(document.documentElement.lang, { numeric: true });
    all("thead th", table).forEach((th, i) => {
      const key = (row) => row.cells[i].dataset.k ?? row.cells[i].textContent.trim();
      const button = document.createElement("button");
      button.type = "button";
      button.append(...th.childNodes);
      button.onclick = () => {
        const down = th.ariaSort === "ascending";
        all("th", th.parentNode).forEach((other) => other.removeAttribute("aria-sort"));
        th.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows].sort((x, y) => by.compare(key(x), key(y)));
        body.append(...(down ? rows.reverse() : rows));
      };
      th.append(button);
    });
  });
})();
