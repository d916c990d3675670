(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

  for (const input of document.querySelectorAll("input[data-filter]")) {
    const table = input.closest("details, section, main").querySelector("table");
    const rows = [...table.tBodies[0].rows].map((row) => [row, fold(row.textContent)]);
    input.addEventListener("input", () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      for (const [row, text] of rows) row.hidden = !words.every((word) => text.includes(word));
    });
  }

  const valueOf = (cell) => {
    const raw = cell.dataset.sort ?? cell.textContent.trim();
    const number = Number.parseFloat(raw);
    return { raw, number, isNumber: /^-?\d+(\.\d+)?%?$/.test(raw) };
  };
  const order = (a, b) => (a.isNumber && b.isNumber ? a.number - b.number : a.raw.localeCompare(b.raw, "vi"));

  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const falling = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", falling ? "descending" : "ascending");
        const body = table.tBodies[0];
        const rows = [...body.rows].map((row) => [valueOf(row.cells[column]), row]);
        const filled = rows.filter(([value]) => value.raw !== "").sort(([a], [b]) => order(a, b));
        if (falling) filled.reverse();
        body.append(...filled.map(([, row]) => row), ...rows.filter(([value]) => value.raw === "").map(([, row]) => row));
      });
    });
  }
})();
