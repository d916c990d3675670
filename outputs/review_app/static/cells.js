// A cell of a comparison opens the row with its sources below it.
for (const cell of document.querySelectorAll("details.cell")) {
  cell.addEventListener("toggle", () => {
    cell.closest("tr").nextElementSibling.hidden = !cell.open;
  });
}
