// Decisions on their way to the server, one behind the other; they outlive a reload and a server that is away.
import { notify, post, reviewer, word } from "./app.js";

const BOX = `solieu-outbox:${reviewer}`;
const DONE = `solieu-done:${reviewer}`;
const RETRY = [300, 600, 1200, 2500, 5000];

const load = (storage, key, otherwise) => JSON.parse(storage.getItem(key) ?? "null") ?? otherwise;

/** A name of its own for each decision; crypto.randomUUID is there over HTTPS and on this machine only. */
const newId = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16)).join("-");

/** The key of a fact among all. */
export const keyOf = (decision) => `${decision.document_id}:${decision.start}`;

export class Outbox extends EventTarget {
  constructor() {
    super();
    this.waiting = load(localStorage, BOX, []);
    // What was decided in this session, for undoing: {id, key, number}; and the last line known of each fact.
    this.done = load(sessionStorage, DONE, []);
    this.lines = new Map();
    this.sending = false;
    this.failures = 0;
    if (this.waiting.length) this.send();
  }

  /** Puts a decision on its way, and remembers it for undoing. */
  decide(decision) {
    const id = newId();
    this.waiting.push({ id, kind: "decide", decision });
    this.done.push({ id, key: keyOf(decision), document_id: decision.document_id, start: decision.start });
    this.keep();
    this.send();
    return id;
  }

  /** Notes a decision that was sent another way. */
  note(decision, number) {
    this.done.push({ id: newId(), key: keyOf(decision), number, ...decision });
    this.lines.set(keyOf(decision), number);
    this.keep();
  }

  /** Takes the last decision of this session back; gives it, or null where there is none. */
  undo() {
    const last = this.done.pop();
    if (!last) return null;
    this.waiting.push({ id: newId(), kind: "undo", of: last.id, number: last.number, key: last.key });
    this.keep();
    this.send();
    return last;
  }

  /** Whether a decision about this fact is still on its way. */
  holds(key) {
    return this.waiting.some((one) => one.kind === "decide" && keyOf(one.decision) === key);
  }

  keep() {
    localStorage.setItem(BOX, JSON.stringify(this.waiting));
    sessionStorage.setItem(DONE, JSON.stringify(this.done.slice(-500)));
    this.dispatchEvent(new Event("change"));
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    while (this.waiting.length) {
      const first = this.waiting[0];
      let answer = null;
      try {
        answer = await this.request(first);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
      if (answer === null || answer.status >= 500 || answer.status === 401 || answer.status === 403) {
        await this.wait(answer);
        continue;
      }
      if (this.failures) notify(word("online"));
      this.failures = 0;
      await this.settle(first, answer);
      this.waiting.shift();
      this.keep();
    }
    this.sending = false;
    this.dispatchEvent(new Event("idle"));
  }

  request(one) {
    if (one.kind === "undo") return post(`/verdicts/${one.number}/undo`, {});
    const known = this.lines.get(keyOf(one.decision)) ?? 0;
    return post("/verdicts", { ...one.decision, last: Math.max(known, one.decision.last) });
  }

  async wait(answer) {
    const pause = RETRY[Math.min(this.failures, RETRY.length - 1)];
    this.failures += 1;
    if (answer && answer.status < 500) notify(word("login"), { kind: "bad", stays: true });
    else if (this.failures > 1) notify(word("offline", { count: this.waiting.length }), { kind: "bad", stays: true });
    await new Promise((resolve) => setTimeout(resolve, pause));
  }

  async settle(one, answer) {
    const content = await answer.json().catch(() => ({}));
    const key = one.kind === "undo" ? one.key : keyOf(one.decision);
    if (answer.ok) {
      this.lines.set(key, content.number);
      for (const made of [...this.done, ...this.waiting]) {
        if (made.id === one.id) made.number = content.number;
        if (made.of === one.id) made.number = content.number;
      }
    } else {
      this.done = this.done.filter((made) => made.id !== one.id);
      this.waiting = this.waiting.filter((made) => made.of !== one.id);
    }
    const detail = { key, one, status: answer.status, content };
    this.dispatchEvent(new CustomEvent(answer.ok ? "saved" : answer.status === 409 ? "conflict" : "refused", { detail }));
  }
}
