// The page where something is handed in works without this. With it: a QR code from a certificate is checked
// by the app for cards, files can be dropped, the camera can be used, and it shows that it is busy.

// What begins with a digit means to be a card, also if it turns out to be none.
const digits = /^#[0-9]/;
const mostDigits = 700; // more than any card has, so that one that is too long is told so
const mostFiles = 2000; // of a folder; the server says which of so many it did not look at
const handedOver = "waarmerk.card";
const sealedFor = 29 * 60_000; // milliseconds; the server opens what it sealed for a minute longer
const title = document.title;
const element = (id) => document.getElementById(id);

/*
 * The place of the app for cards. A QR code on a certificate is https://<host>/#<digits>. What stands behind
 * the # never reaches the server, so it is checked here, by a module that is served at /card/app.js:
 *
 *     export async function showCard(digits, { language, place })
 *
 * digits: what stands behind the #; language: "nl" or "en"; place: an empty, visible element to show the
 * answer in. It resolves when the answer is shown, and rejects when there can be none.
 */
async function showCard() {
  const card = cardToShow();
  const place = element("card-place");
  if (!card) {
    place.hidden = true;
    place.replaceChildren();
    element("start-place").hidden = false;
    document.title = title;
    return;
  }
  try {
    const app = await import("/card/app.js");
    place.replaceChildren();
    place.hidden = false;
    element("start-place").hidden = true;
    await app.showCard(card, { language: document.documentElement.lang, place });
  } catch {
    place.hidden = true;
    element("start-place").hidden = false;
    element("card-failed").hidden = false;
  }
}

/*
 * The card is taken out of the address, so that nobody shares, bookmarks or synchronises it unawares. It stays
 * with this entry of the history, for a reload and for the way back, and ends with the tab.
 */
function cardToShow() {
  let card = null;
  if (digits.test(location.hash)) card = location.hash.slice(1, mostDigits + 1);
  card ??= takeHandedOver();
  if (!card) return history.state?.card ?? null;
  history.replaceState({ card }, "", location.pathname + location.search);
  return card;
}

/* An answer that somebody comes back to (answer.js): its file is verified once more, and the answer takes our place. */
function showAnswerAgain() {
  const { kept, since } = history.state ?? {};
  if (!kept) return false;
  if (Date.now() - since > sealedFor) {
    history.replaceState(null, "", location.pathname);
    return false;
  }
  const form = document.createElement("form");
  form.method = "post";
  form.action = `/${document.documentElement.lang}/again`;
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "kept", value: kept });
  form.append(field);
  document.body.append(form);
  element("busy").textContent = element("check").dataset.busy;
  form.submit();
  return true;
}

/* The same page in the other language is another page: the card is handed over to it, once. */
function takeHandedOver() {
  try {
    const card = sessionStorage.getItem(handedOver);
    sessionStorage.removeItem(handedOver);
    return card;
  } catch {
    return null;
  }
}

function handOver() {
  try {
    if (history.state?.card) sessionStorage.setItem(handedOver, history.state.card);
  } catch {
    // A window that keeps nothing: the other page begins anew.
  }
}

/* A link to this very page leaves the card: a browser would take it for a reload, and show the card again. */
function leaveCard(event) {
  const link = event.target.closest("a[href]");
  const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || !history.state?.card || link.hash) return;
  if (link.origin !== location.origin || link.pathname !== location.pathname) return;
  event.preventDefault();
  history.pushState(null, "", link.pathname);
  showCard();
  element("content").focus({ preventScroll: true });
  scrollTo(0, 0);
}

function showBusy() {
  const form = element("check");
  form.addEventListener("submit", () => {
    element("busy").textContent = form.dataset.busy;
    element("submit").setAttribute("aria-disabled", "true");
    form.classList.add("is-busy");
  });
  // A page that comes back from the history is not busy any more.
  addEventListener("pageshow", () => {
    element("busy").textContent = "";
    element("submit").removeAttribute("aria-disabled");
    form.classList.remove("is-busy");
  });
}

/* Most people have a file, and do without what the camera needs. */
function offerCamera() {
  if (!navigator.mediaDevices?.getUserMedia) return;
  let scanner = null;
  element("scan").hidden = false;
  element("scan-button").addEventListener("click", async () => {
    scanner ??= import("./scan.js").then((scan) => scan.newScanner());
    (await scanner).toggle();
  });
}

function takeDroppedFiles() {
  const place = element("drop");
  const form = element("check");
  element("drop-hint").hidden = false;
  const over = (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    place.classList.add("is-over");
  };
  // The whole page takes files: a browser would leave the page for one that is dropped beside.
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", () => place.classList.remove("is-over"));
  document.addEventListener("drop", async (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    place.classList.remove("is-over");
    // Asked for now: after the first wait the browser has forgotten what was dropped.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    let files = event.dataTransfer.files;
    if (entries.some((entry) => entry.isDirectory)) {
      element("busy").textContent = form.dataset.busy;
      files = await filesIn(entries);
    }
    element("file").files = files;
    form.requestSubmit();
  });
}

/* What is in a folder and in the folders in it, without what is hidden. */
async function filesIn(entries) {
  const found = new DataTransfer();
  const waiting = [...entries];
  while (waiting.length && found.items.length < mostFiles) {
    const entry = waiting.shift();
    if (entry.name.startsWith(".")) continue;
    try {
      if (entry.isDirectory) {
        const reader = entry.createReader();
        // A browser gives a hundred at a time, and none when it has given all.
        for (let some; (some = await new Promise((take, refuse) => reader.readEntries(take, refuse))).length; ) waiting.push(...some);
      } else {
        found.items.add(await new Promise((take, refuse) => entry.file(take, refuse)));
      }
    } catch {
      // Gone, or not for us to read: the table shows the others.
    }
  }
  return found.files;
}

showBusy();
takeDroppedFiles();
offerCamera();
addEventListener("hashchange", showCard);
addEventListener("popstate", showCard);
document.addEventListener("click", leaveCard);
element("language-switch").addEventListener("click", handOver);
if ("serviceWorker" in navigator) {
  // Without it everything works as well, with a network.
  navigator.serviceWorker.register("/card/service-worker.js", { scope: "/" }).catch(() => {});
}
if (!showAnswerAgain()) {
  showCard();
  element("error")?.focus();
}
