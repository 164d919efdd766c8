// An answer is the answer to a form, and browsers ask whether to send a form again before they show it again, or
// show an error. So it stays with its entry of the history instead: for a reload and for the way back. What stays
// there is sealed: only the server can open it, for half an hour.

try {
  const kept = document.querySelector("#ask [name=kept]").value;
  // The start page knows what to do. Its plain address would not do: a link to it would lead back here.
  history.replaceState({ kept, since: Date.now() }, "", `/${document.documentElement.lang}/?answer`);
} catch {
  // A browser that keeps nothing asks, as for any form.
}
