// The article: the ledger as an overlay, rows and numerals that point at each other, adding a fact at a numeral.
import { notify, word } from "./app.js";
import { openEditor } from "./editor.js";

const text = document.getElementById("article");
const overlay = document.getElementById("overlay");
const adding = document.getElementById("add-selection");
const editor = document.querySelector("[data-editor]");

overlay.addEventListener("change", () => text.classList.toggle("overlay", overlay.checked));

function add(start, end) {
  const url = `/articles/${encodeURIComponent(text.dataset.document)}/add?start=${start}&end=${end}`;
  openEditor(editor, url, {
    onSaved: () => location.reload(),
    onConflict: (content) => notify(word("conflict", { name: content.reviewer, verdict: word(content.verdict) }), { kind: "bad", stays: true }),
  }).then(() => editor.scrollIntoView({ block: "nearest" }));
}

/** Offsets of the selected numeral in the text: whole numerals where it touches one, else the selected letters. */
function selected() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null;
  const pieces = [...text.querySelectorAll("[data-start]")].filter((piece) => selection.containsNode(piece, true));
  const numeral = pieces.find((piece) => piece.matches(".num"));
  if (numeral) return numeral;
  if (pieces.length !== 1) return null;
  const range = selection.getRangeAt(0);
  const [piece] = pieces;
  // Characters that were given a visible name count differently on the page than in the text.
  if ([...piece.textContent].length !== piece.dataset.end - piece.dataset.start) return null;
  const before = [...piece.textContent.slice(0, range.startOffset)].length;
  const chosen = piece.textContent.slice(range.startOffset, range.endOffset);
  const lead = [...chosen].length - [...chosen.trimStart()].length;
  const start = Number(piece.dataset.start) + before + lead;
  const length = [...chosen.trim()].length;
  return length && length <= 60 ? { dataset: { start, end: start + length } } : null;
}

function offer() {
  const place = selected();
  adding.hidden = !place || place.matches?.(".num-fact");
}
document.addEventListener("selectionchange", offer);
offer(); // a quick hand may have selected before this script was there
adding.addEventListener("pointerdown", (event) => event.preventDefault());
adding.addEventListener("click", () => {
  const place = selected();
  if (place) add(place.dataset.start, place.dataset.end);
});

text.addEventListener("click", (event) => {
  const numeral = event.target.closest("[data-add]");
  if (numeral && getSelection().isCollapsed) add(numeral.dataset.start, numeral.dataset.end);
});

function point(event) {
  const numeral = event.target.closest?.(".num-fact[data-start], [data-row]");
  for (const old of document.querySelectorAll(".is-pointed")) old.classList.remove("is-pointed");
  if (!numeral) return;
  const start = numeral.dataset.row ?? numeral.dataset.start;
  document.querySelector(`[data-row="${start}"]`)?.classList.add("is-pointed");
  document.getElementById(`n${start}`)?.classList.add("is-pointed");
}
document.addEventListener("pointerover", point);
document.addEventListener("focusin", point);
