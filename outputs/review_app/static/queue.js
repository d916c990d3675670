// The queue: one key a decision, the next card is on screen at once, the decision goes out behind it.
import { isTyping, notify, word } from "./app.js";
import { openEditor } from "./editor.js";
import { Outbox, keyOf } from "./outbox.js";

const AHEAD = 4;
const BATCH = 6;
const SKIPPED = "solieu-skipped";

const stage = document.getElementById("stage");
const isSingle = stage?.dataset.single === "yes";
const outbox = new Outbox();
const skipped = new Set(JSON.parse(sessionStorage.getItem(SKIPPED) ?? "[]"));
const cards = [];
const seen = new Set();
let index = 0;
let loading = null;
let isEnd = isSingle;
let judged = 0;

const cardKey = (card) => `${card.dataset.document}:${card.dataset.start}`;
const current = () => cards[index];

function adopt(elements) {
  for (const card of elements) {
    const key = cardKey(card);
    if (seen.has(key) || (!isSingle && (outbox.holds(key) || skipped.has(key)))) {
      card.remove();
      continue;
    }
    seen.add(key);
    cards.push(card);
  }
}

/** Fetches more cards where fewer than some are left; the place in the queue is that of the last card fetched. */
let cursor = "";
function prefetch() {
  if (isEnd || loading || cards.length - index > AHEAD) return loading;
  loading = (async () => {
    try {
      const answer = await fetch(`/queue/cards?${stage.dataset.query}&n=${BATCH}&after=${encodeURIComponent(cursor)}`);
      if (!answer.ok) return;
      const holder = document.createElement("template");
      holder.innerHTML = await answer.text();
      const found = [...holder.content.querySelectorAll(".card")];
      if (found.length) cursor = found.at(-1).dataset.cursor;
      else isEnd = true;
      stage.append(...found);
      adopt(found);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  })().finally(() => {
    loading = null;
    if (!current() || current().hidden) show(index);
    if (!isEnd && cards.length - index <= AHEAD) setTimeout(prefetch, 300);
  });
  return loading;
}

function show(position) {
  index = Math.max(0, Math.min(position, cards.length));
  cards.forEach((card, place) => (card.hidden = place !== index));
  const card = current();
  const finished = document.getElementById("finished");
  if (finished) finished.hidden = Boolean(card) || !isEnd;
  if (card) reveal(card);
  prefetch();
}

/** Brings the sentence into view, in the article's own pane. */
function reveal(card) {
  const mark = card.querySelector(".text .mark-numeral");
  const pane = card.querySelector(".text");
  if (mark && pane) pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  if (window.scrollY > 0 && !isSingle) window.scrollTo(0, 0);
}

function setState(card, verdict) {
  const badge = card.querySelector("[data-state]");
  badge.className = `badge badge-${verdict}`;
  badge.textContent = word(verdict);
  card.dataset.outcome = verdict;
}

function count(change) {
  judged += change;
  const left = document.getElementById("left");
  if (!left) return;
  left.dataset.count = Math.max(0, Number(left.dataset.count) - change);
  left.textContent = Number(left.dataset.count).toLocaleString("de-DE");
  document.getElementById("judged").textContent = judged;
}

function decide(verdict) {
  const card = current();
  if (!card) return;
  const reason = document.getElementById("reason");
  outbox.decide({
    document_id: card.dataset.document,
    start: Number(card.dataset.start),
    end: Number(card.dataset.end),
    last: Number(card.dataset.last),
    verdict,
    reason: reason.value,
  });
  reason.value = "";
  reason.blur();
  setState(card, verdict);
  count(1);
  if (!isSingle) show(index + 1);
}

function skip() {
  const card = current();
  if (!card) return;
  skipped.add(cardKey(card));
  sessionStorage.setItem(SKIPPED, JSON.stringify([...skipped]));
  show(index + 1);
}

async function undo() {
  const last = outbox.undo();
  if (!last) {
    notify(word("nothing_to_undo"));
    return;
  }
  count(-1);
  let place = cards.findIndex((card) => cardKey(card) === last.key);
  if (place < 0) {
    const answer = await fetch(`/facts/${encodeURIComponent(last.document_id)}/${last.start}?card=1`);
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const card = holder.content.querySelector(".card");
    if (!card) return;
    stage.append(card);
    seen.add(last.key);
    cards.splice(index, 0, card);
    place = index;
  }
  const badge = cards[place].querySelector("[data-state]");
  badge.className = "badge badge-open";
  badge.textContent = word("undone");
  show(place);
}

function edit(field = 1) {
  const card = current();
  if (!card || card.querySelector("form.edit")) return;
  const fields = card.querySelector("[data-fields]");
  const url = `/facts/${encodeURIComponent(card.dataset.document)}/${card.dataset.start}/edit`;
  fields.hidden = true;
  openEditor(card.querySelector("[data-editor]"), url, {
    field,
    onClose: () => (fields.hidden = false),
    onConflict: (content, decision) => onConflict({ key: keyOf(decision), content }),
    onSaved: (answer, decision) => {
      outbox.note(decision, answer.number);
      card.dataset.last = answer.number;
      setState(card, answer.verdict);
      count(1);
      card.querySelector("[data-editor]").replaceChildren();
      if (isSingle) location.reload();
      else replace(card).then(() => (fields.hidden = false));
      if (!isSingle) show(index + 1);
    },
  });
}

/** Fetches a card anew, so that a correction is seen when the reader comes back to it. */
async function replace(card) {
  const answer = await fetch(`/facts/${encodeURIComponent(card.dataset.document)}/${card.dataset.start}?card=1`);
  if (!answer.ok) return;
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  const fresh = holder.content.querySelector(".card");
  fresh.hidden = card.hidden;
  card.replaceWith(fresh);
  cards[cards.indexOf(card)] = fresh;
}

function onConflict({ key, content }) {
  const verdict = word(content.verdict === "undone" ? "undone_verdict" : (content.verdict ?? "refused"));
  const look = async () => {
    const place = cards.findIndex((card) => cardKey(card) === key);
    if (place < 0) return;
    outbox.lines.delete(key);
    await replace(cards[place]);
    show(place);
  };
  count(-1);
  notify(word("conflict", { name: content.reviewer ?? "?", verdict }), {
    kind: "bad", stays: true, actions: [[word("look"), look]],
  });
}

async function jump(number) {
  const place = number - 1;
  while (place >= cards.length && !isEnd) {
    index = Math.max(0, cards.length - 1);
    await prefetch();
  }
  show(Math.min(place, cards.length - 1));
}

const ACTIONS = {
  accept: () => decide("accepted"),
  reject: () => decide("rejected"),
  edit: () => edit(),
  skip,
  undo,
  next: () => show(Math.min(index + 1, cards.length)),
  previous: () => show(index - 1),
  keys: () => document.getElementById("keys").showModal(),
};
const KEYS = {
  a: "accept", r: "reject", e: "edit", s: "skip", u: "undo", n: "next", ArrowRight: "next", p: "previous",
  ArrowLeft: "previous", "?": "keys",
};

function focusOn(id) {
  const field = document.getElementById(id);
  const box = field?.closest("details");
  if (box) box.open = true;
  field?.focus();
  field?.select();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  if (isTyping(event.target) || event.target.closest?.("form.edit")) return;
  const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (name && !(isSingle && ["skip", "next", "previous"].includes(name))) ACTIONS[name]();
  else if (/^[1-9]$/.test(event.key)) edit(Number(event.key));
  else if (event.key === "/") focusOn("q");
  else if (event.key.toLowerCase() === "c") focusOn("reason");
  else if (event.key.toLowerCase() === "g") focusOn("jump");
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const action = event.target.closest("[data-action]");
  if (action) ACTIONS[action.dataset.action]();
  const digit = event.target.closest("[data-field]");
  if (digit) edit(Number(digit.dataset.field));
});

document.querySelector("[data-jump]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const field = document.getElementById("jump");
  jump(Number(field.value) || 1);
  field.blur();
});

outbox.addEventListener("saved", ({ detail }) => {
  const card = cards.find((one) => cardKey(one) === detail.key);
  if (card) card.dataset.last = detail.content.number;
  if (detail.one.kind === "undo") notify(word("undone"));
  document.body.dispatchEvent(new Event("judged"));
});
outbox.addEventListener("conflict", ({ detail }) => onConflict(detail));
outbox.addEventListener("refused", ({ detail }) => {
  count(-1);
  notify(word("refused", { detail: detail.content.detail ?? detail.status }), { kind: "bad", stays: true });
});
outbox.addEventListener("change", () => {
  const box = document.getElementById("unsent");
  if (!box) return;
  box.hidden = outbox.waiting.length === 0;
  box.querySelector("strong").textContent = outbox.waiting.length;
});

if (stage) {
  const first = [...stage.querySelectorAll(".card")];
  if (first.length) cursor = first.at(-1).dataset.cursor;
  adopt(first);
  if (!first.length) isEnd = true;
  show(0);
}
// Undoing a line of the history, on the page of one fact.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-undo]");
  if (!button) return;
  const { post } = await import("./app.js");
  const answer = await post(`/verdicts/${button.dataset.undo}/undo`, {});
  if (answer.ok) location.reload();
});
