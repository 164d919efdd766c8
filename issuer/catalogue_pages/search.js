// Search in the catalogue, for who has scripts: without them the lists and the groups do the same work.
// It fetches one file of this site, sends nothing anywhere, and writes text, never markup.

/** So many modules are shown; more words find fewer. The number that was found is told in full. */
const SHOWN = 48;

/** Lower case, and without accents, so that "cafe" finds "Café". */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
}

/**
 * The modules that have every word of the query, somewhere in their text; those that have the first one in
 * their title come first.
 */
export function found(modules, query) {
  const wanted = folded(query).match(/[\p{L}\p{N}][\p{L}\p{N}+.-]*/gu) ?? [];
  if (wanted.length === 0) return [];
  return modules
    .map((module) => ({ module, title: folded(module.title ?? ""), text: textOf(module) }))
    .filter(({ text }) => wanted.every((word) => text.includes(word)))
    .sort((one, other) => other.title.includes(wanted[0]) - one.title.includes(wanted[0]))
    .map(({ module }) => module);
}

function textOf({ title, kind, description, goals, size, words }) {
  return folded([title, kind, description, ...(goals ?? []), size, words].filter(Boolean).join(" "));
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  return made;
}

/** The same card as in the list. */
function card(module, base) {
  const item = element("li");
  const heading = element("h2");
  const address = new URL(module.address, base);
  const isWeb = address.protocol === "https:" || address.protocol === "http:";
  heading.append(
    element(isWeb ? "a" : "span", module.title, {
      href: isWeb && address.href,
      hreflang: module.pageLanguage,
      lang: module.titleLanguage,
    }),
  );
  item.append(element("p", module.kind, { class: "kind" }), heading);
  if (module.description) item.append(element("p", module.description, { lang: module.descriptionLanguage }));
  if (module.goals) {
    const tags = element("ul", "", { class: "tags" });
    tags.append(...module.goals.map((goal) => element("li", goal)));
    item.append(tags);
  }
  item.append(element("p", module.size, { class: "size" }));
  return item;
}

function start(box) {
  const { one, many, none, failed } = box.dataset;
  const base = new URL(box.dataset.index, document.baseURI);
  const input = box.querySelector("#query");
  const status = box.querySelector("#found");
  const results = box.querySelector("#results");
  const listed = document.querySelectorAll(".jump, .beside");
  let fetched;

  const modules = () =>
    (fetched ??= fetch(base, { credentials: "omit" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then((index) => index.modules)
      .catch((error) => {
        fetched = undefined; // the next letter tries again
        throw error;
      }));

  function show(matches, words) {
    status.textContent = words;
    results.replaceChildren(...matches.slice(0, SHOWN).map((module) => card(module, base)));
  }

  async function search() {
    const query = input.value.trim();
    const here = new URL(location.href);
    if (query) here.searchParams.set("q", query);
    else here.searchParams.delete("q");
    history.replaceState(null, "", here);
    let matches = [];
    let words = "";
    if (query) {
      try {
        matches = found(await modules(), query);
        words = matches.length === 1 ? one : matches.length ? many.replace("#", matches.length) : none;
      } catch {
        words = failed;
      }
    }
    if (query !== input.value.trim()) return; // somebody typed on while the index came
    show(matches, words);
    for (const part of listed) part.hidden = matches.length > 0;
  }

  box.hidden = false;
  input.addEventListener("focus", () => modules().catch(() => undefined), { once: true });
  input.addEventListener("input", search);
  const asked = new URL(location.href).searchParams.get("q");
  if (asked) {
    input.value = asked.slice(0, input.maxLength);
    search();
  }
}

if (typeof document !== "undefined") {
  const box = document.querySelector("#search");
  if (box) start(box);
}
