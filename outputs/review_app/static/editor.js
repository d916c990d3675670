// The form of one fact: digits choose, a search finds localities, what is wrong is said beside its field.
import { isTyping, notify, post, word } from "./app.js";

/** Opens the form in a container and focuses a field; `onSaved(answer, decision)` is called once the server has it. */
export async function openEditor(container, url, { field = 1, onSaved, onConflict, onClose }) {
  const answer = await fetch(url, { headers: { "HX-Request": "true" } });
  if (!answer.ok) {
    notify(word("refused", { detail: answer.status }), { kind: "bad" });
    return;
  }
  container.innerHTML = await answer.text();
  window.htmx?.process(container);
  const form = container.querySelector("form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(form, { onSaved, onConflict });
  });
  const close = () => {
    container.replaceChildren();
    onClose?.();
  };
  form.querySelector("[data-cancel]").addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && event.target.matches("[data-place-search]")) {
      event.preventDefault();
      form.querySelector(".hits input")?.click();
    } else onKey(form, event);
  });
  form.addEventListener("click", (event) => onClick(form, event));
  form.addEventListener("change", (event) => onChange(form, event));
  focusField(form, field);
}

/** Focuses the first control of the field with this digit. */
export function focusField(form, digit) {
  const fieldset = form.querySelector(`fieldset[data-digit="${digit}"]`) ?? form.querySelector("fieldset");
  const control = fieldset.querySelector(
    "[data-place-search], .is-chosen, input[type=radio]:checked, input:not([type=hidden]), button, select",
  );
  control.focus();
  if (control.select && control.type === "text") control.select();
  fieldset.scrollIntoView({ block: "nearest" });
}

function onKey(form, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key) || isTyping(event.target)) return;
  event.preventDefault();
  event.stopPropagation();
  const group = event.target.closest(".chips, .hits") ?? event.target.closest("fieldset")?.querySelector(".chips, .hits");
  const chip = [...(group?.querySelectorAll(".chip") ?? [])].find(
    (one) => one.querySelector("kbd")?.textContent === event.key,
  );
  if (!chip) return;
  const input = chip.querySelector("input");
  (input ?? chip).click();
  (input ?? chip).focus();
}

function onClick(form, event) {
  const choice = event.target.closest("[data-choices] [data-value]");
  if (choice) {
    form.elements.indicator.value = choice.dataset.value;
    markChoice(form);
  }
  const place = event.target.closest("[data-place-value]");
  if (place) setPlace(form, place.dataset.placeValue, place.dataset.name);
}

function onChange(form, event) {
  if (event.target.name === "indicator") markChoice(form);
  if (event.target.name === "locality_pick" || event.target.name === "free_level") {
    const picked = form.querySelector("[name=locality_pick]:checked");
    if (!picked) return;
    const level = form.querySelector("[name=free_level]")?.value;
    const value = picked.value === "free" ? `free:${level}:${picked.dataset.name}` : picked.value;
    setPlace(form, value, picked.dataset.name);
  }
}

function markChoice(form) {
  for (const chip of form.querySelectorAll("[data-choices] [data-value]")) {
    const isChosen = chip.dataset.value === form.elements.indicator.value;
    chip.classList.toggle("is-chosen", isChosen);
    chip.setAttribute("aria-pressed", String(isChosen));
  }
}

function setPlace(form, value, name) {
  form.elements.locality.value = value;
  const shown = form.querySelector("[data-place]");
  shown.querySelector("strong").textContent = name;
  shown.querySelector("small").textContent = value === "=" ? "" : value;
}

/** What the form says, as the server reads it. */
function readForm(form) {
  const data = new FormData(form);
  const text = (name) => String(data.get(name) ?? "");
  const names = [
    "indicator", "system", "value", "value_max", "denominator", "denominator_role", "qualifier", "measure", "direction",
    "status", "unit", "other_group", "locality", "organization", "period_start", "period_end",
  ];
  const fields = Object.fromEntries(names.map((name) => [name, text(name)]));
  return { ...fields, groups: data.getAll("groups"), end_is_published: data.has("end_is_published") };
}

async function save(form, { onSaved, onConflict }) {
  const decision = {
    document_id: form.dataset.document,
    start: Number(form.dataset.start),
    end: Number(form.dataset.end),
    last: Number(form.dataset.last),
    verdict: form.dataset.verdict,
    form: readForm(form),
    reason: form.elements.reason.value,
  };
  for (const box of form.querySelectorAll("[data-error]")) box.textContent = "";
  let answer;
  try {
    answer = await post("/verdicts", decision);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    notify(word("offline", { count: 1 }), { kind: "bad", stays: true, actions: [[word("look"), () => form.requestSubmit()]] });
    return;
  }
  const content = await answer.json().catch(() => ({}));
  if (answer.ok) onSaved(content, decision);
  else if (answer.status === 409) onConflict(content, decision);
  else if (content.errors) showErrors(form, content.errors);
  else notify(word("refused", { detail: content.detail ?? answer.status }), { kind: "bad", stays: true });
}

function showErrors(form, errors) {
  let first = null;
  for (const [name, text] of Object.entries(errors)) {
    const box = [...form.querySelectorAll("[data-error]")].find((one) => one.dataset.error.split(" ").includes(name));
    if (box) box.textContent = text;
    else notify(text, { kind: "bad" });
    const control = form.elements[name];
    if (control instanceof HTMLElement) {
      control.setAttribute("aria-invalid", "true");
      first ??= control;
    }
  }
  first?.focus();
}
