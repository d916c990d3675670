// What every page needs: the token with each request, words, notices.
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

const texts = JSON.parse(meta("words") || "{}");

/** A text of the page's language, its {names} filled in. */
export function word(key, filled = {}) {
  return Object.entries(filled).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), texts[key] ?? key);
}

export const reviewer = meta("reviewer");

/** A request that changes something; the answer as it came, or an error where no server answered. */
export function post(url, body) {
  return fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": meta("csrf-token") },
    body: JSON.stringify(body),
  });
}

/** Says something to the reader, for some seconds unless it is to stay; `actions` are [text, function] pairs. */
export function notify(text, { kind = "info", stays = false, actions = [] } = {}) {
  const box = document.getElementById("notice");
  clearTimeout(notify.timer);
  box.className = `notice notice-${kind}`;
  box.replaceChildren(document.createTextNode(text));
  for (const [label, act] of actions) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      box.hidden = true;
      act();
    });
    box.append(" ", button);
  }
  box.hidden = false;
  if (!stays) notify.timer = setTimeout(() => (box.hidden = true), 4000);
}

/** Whether keys typed now are meant for a field and not for the page. */
export function isTyping(target) {
  if (!(target instanceof Element)) return false;
  if (target.matches("textarea, select, [contenteditable]")) return true;
  return target.matches("input") && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF-Token"] = meta("csrf-token");
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-named]")) return;
  event.preventDefault();
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { "X-CSRF-Token": meta("csrf-token") },
    body: new URLSearchParams(new FormData(form)),
  });
  if (answer.ok) location.assign(answer.url);
});

// A choice that is changed is asked for at once; fields that say nothing stay out of the address.
document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-filters]");
  if (form && event.target.matches("select, input[type=checkbox]")) form.requestSubmit();
});
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("[data-filters]")) return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});
