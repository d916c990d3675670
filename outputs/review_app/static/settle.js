// Settling what two reviewers see differently: one of both stands, as a further line of the log.
import { notify, post, word } from "./app.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-settle]");
  if (!button) return;
  const { document: id, start, last } = button.closest("[data-document]").dataset;
  const answer = await post("/agreement/settle", {
    document_id: id, start: Number(start), number: Number(button.dataset.settle), last: Number(last),
  });
  if (answer.ok || answer.status === 409) location.reload();
  else notify(word("refused", { detail: answer.status }), { kind: "bad", stays: true });
});
