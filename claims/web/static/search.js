/* Search of a site of plain files: folds what is typed with the table that the entries were folded by, and lists what has all words. */
"use strict";
(() => {
  const MOST = 200;
  const table = window.claimsFold || {};
  const fold = (text) =>
    Array.from(text, (character) => table[character] ?? character)
      .join("")
      .split(/\s+/)
      .filter(Boolean);
  const field = document.getElementById("q");
  const list = document.getElementById("found");
  const said = document.getElementById("said");
  const index = window.claimsIndex || [];

  const marked = (text, words) => {
    const box = document.createElement("bdi");
    box.dir = "auto";
    const pieces = text.split(/(\s+)/);
    for (const piece of pieces) {
      const folded = fold(piece).join(" ");
      if (words.some((word) => folded.includes(word))) {
        const mark = document.createElement("mark");
        mark.textContent = piece;
        box.append(mark);
      } else {
        box.append(piece);
      }
    }
    return box;
  };

  const search = () => {
    const words = fold(field.value);
    list.replaceChildren();
    if (!words.length) {
      said.textContent = "";
      return;
    }
    const found = index.filter((entry) => words.every((word) => entry[3].includes(word)));
    said.textContent = found.length === 1 ? "1 found" : `${found.length} found` + (found.length > MOST ? `, the first ${MOST} are listed` : "");
    for (const [kind, text, href, , note] of found.slice(0, MOST)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = href;
      link.append(marked(text, words));
      item.append(link, " ");
      const about = document.createElement("span");
      about.className = "muted";
      about.append(kind);
      if (note) {
        const remark = document.createElement("bdi");
        remark.dir = "auto";
        remark.textContent = note;
        about.append(" · ", remark);
      }
      item.append(about);
      list.append(item);
    }
  };

  field.value = new URLSearchParams(window.location.search).get("q") || "";
  field.addEventListener("input", search);
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
    try {
      window.history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
    } catch {
      /* opened from a disk: the address stays */
    }
  });
  search();
  field.focus();
})();
