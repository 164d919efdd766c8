// The answer on the page. Every text is set as text: nothing of a card or a list is ever markup.

import { toHex } from "./card.js";
import { h, icon, rows, statusIcon } from "./elements.js";
import { verdictOf } from "./verdict.js";
import { isOnWithdrawal } from "./status_changes.js";
import { dayOf, fill, momentOf } from "./writing.js";

/** Show a report in a place, and put the reader at its beginning. */
export function showAnswer(report, { words, place, again }) {
  const verdict = words.verdicts[verdictOf(report)];
  const name = verdictOf(report);
  const heading = h("h1", { tabindex: "-1", id: "card-answer" }, verdict.headline);
  const next = nextSteps(report, verdict, words, again);
  const begin = report.card ? [credential(report, words), who(report, words)] : [h("p", { id: "unproven" }, words.card.unproven)];
  const rest = report.card ? [size(report, words), isNot(report, words), notOnCard(report, words)] : [];
  place.replaceChildren(
    h(
      "section",
      { id: "verdict", class: `verdict verdict-${verdict.tone}`, "data-verdict": name, "aria-labelledby": "card-answer" },
      icon(verdict.tone),
      h(
        "div",
        {},
        h("p", { class: "eyebrow" }, `${words.answer.outcome}: `, h("strong", {}, verdict.word)),
        heading,
        h("p", { class: "verdict-summary" }, summary(report, verdict, words)),
        ...(name === "status_open" ? [] : statusLine(report, words)),
        report.isFresh || report.conclusion === "indeterminate" ? "" : h("p", { id: "offline" }, words.card.offline),
        h("p", { class: "checked" }, fill(words.card.reader, { moment: momentOf(report.at, words) })),
      ),
    ),
    ...matters(report, words),
    verdict.tone === "genuine" ? "" : next,
    h(
      "div",
      { class: "columns" },
      h("div", { class: "story" }, ...begin),
      h("div", { class: "side" }, verdict.tone === "genuine" ? next : "", full(report, words)),
      h("div", { class: "story more" }, ...rest, checks(report, words), technical(report, words)),
    ),
  );
  document.title = `${verdict.headline} – ${words.site}`;
  // A reader who hears the page hears the answer first.
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function summary(report, verdict, words) {
  return report.problem ? words.card[`${report.problem}_detail`] : verdict.summary;
}

/** As of when it was in force, from lists that were verified; or that this is not known. */
function statusLine(report, words) {
  const status = report.checks.status;
  if (!report.card || !status) return [];
  const line = (text) => [h("p", { id: "status-line" }, text)];
  if (status.status === "not_applicable") return line(`${words.display.no_status}.`);
  const moment = status.asOf ? momentOf(status.asOf, words) : null;
  if (status.status === "passed") {
    return line(`${words.display.status_as_of} ${fill(words.display.not_revoked_as_of, { moment })}.`);
  }
  if (status.status === "failed") {
    return line(`${why(status, words)} ${fill(words.answer.status_list_of, { moment })}`);
  }
  return line(words.card.status_open);
}

/** Since when it is out of force and why, if the school says so. */
function why({ findings }, words) {
  const found = findings.find(isOnWithdrawal);
  return found ? `${fill(words.findings[found.code].title, valuesOf(found, words))}.` : words.answer.withdrawn_unknown;
}

/** The values of a finding, as they are written. */
function valuesOf({ params = {} }, words) {
  const written = (name, value) => {
    if (name === "since") return dayOf(value, words);
    if (typeof value === "number" && !["number"].includes(name)) return momentOf(value, words);
    if (name === "reason") return words.reason;
    return String(value ?? "");
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, written(name, value)]));
}

function findingsOf(report, wanted) {
  return Object.values(report.checks)
    .filter(({ status }) => wanted(status))
    .flatMap(({ findings }) => findings);
}

function finding({ code, params }, words) {
  const said = words.findings[code];
  if (!said) return "";
  const values = valuesOf({ params }, words);
  return h(
    "li",
    { class: "finding" },
    h("h3", {}, fill(said.title, values)),
    h("p", {}, fill(said.detail, values)),
    h("p", { class: "advice" }, fill(said.advice, values)),
  );
}

function matters(report, words) {
  if (report.problem) {
    const said = (part) => words.card[`${report.problem}_${part}`];
    const one = h("li", { class: "finding" }, h("h3", {}, said("title")), h("p", { class: "advice" }, said("advice")));
    return [section("matters", words.answer.matters, h("ul", { class: "findings" }, one))];
  }
  const found = findingsOf(report, (status) => status !== "passed").map((one) => finding(one, words));
  const shown = found.filter(Boolean);
  if (!shown.length) return [];
  return [section("matters", words.answer.matters, h("ul", { class: "findings" }, ...shown))];
}

const section = (id, title, ...inside) => h("section", { id }, h("h2", {}, title), ...inside);

/** What somebody can do; of what is out of force, that depends on why. */
function stepsOf(report, verdict, words) {
  const name = verdictOf(report);
  const reasons = (report.checks.status?.findings ?? []).filter((one) => one.params?.since !== undefined);
  if (!["revoked", "suspended"].includes(name) || !reasons.length) return verdict.next;
  const [first, ...others] = verdict.next;
  return [first, ...reasons.map(({ code }) => words.findings[code].advice), ...(name === "suspended" ? others : [])];
}

function nextSteps(report, verdict, words, again) {
  const steps = stepsOf(report, verdict, words).map((step) => h("li", {}, step));
  const isOpen = verdict.tone === "open";
  const retry = isOpen ? h("button", { type: "button", id: "retry" }, words.card.retry) : "";
  if (retry) retry.addEventListener("click", () => again());
  return h(
    "section",
    { id: "next", class: verdict.tone === "genuine" ? "next" : "next steps-columns" },
    h("h2", {}, words.answer.next),
    h("ul", {}, ...steps),
    retry,
  );
}

function credential({ card, checks }, words) {
  const document = words.documents[card.instrument];
  const until = card.validUntil === null ? null : momentOf(card.validUntil * 1000, words);
  const from = momentOf(card.issuedAt * 1000, words);
  const valid = until ? fill(words.display.from_until, { valid_from: from, valid_until: until }) : fill(words.display.from, { valid_from: from });
  return h(
    "section",
    { id: "credential", class: "credential" },
    document ? h("p", { class: "kind" }, document.name) : "",
    h("h2", {}, card.title),
    h("p", { class: "recipient" }, h("span", { class: "visually-hidden" }, `${words.card.name}: `), card.name ?? words.answer.no_name),
    h("p", { class: "soft", id: "name-hint" }, card.name ? words.card.name_hint : words.card.no_name_hint),
    rows([
      [words.answer.awarded, dayOf(card.awardedOn * 86_400_000, words)],
      [words.answer.valid, valid],
    ]),
  );
}

function who({ school, list, checks, at }, words) {
  const trust = checks.issuer_trust;
  const isRecognised = trust.status === "passed";
  const isToday = isRecognised && !trust.findings.length;
  const names = { name: school.name, list: list.name, publisher: list.publisher };
  const sentence = isRecognised
    ? [
        fill(words.answer.recognised_by, names),
        fill(words.answer.recognised_edition, { date: dayOf(list.publishedAt, words) }),
        words.card.school_then,
        isToday ? words.card.school_now_too : "",
      ].join(" ")
    : words.answer.not_recognised;
  const remarks = isRecognised ? trust.findings.map((one) => finding(one, words)) : [];
  return section(
    "who",
    words.answer.who,
    h("p", { class: "issuer" }, school.name),
    h("p", { class: "recognition" }, statusIcon(isRecognised ? "passed" : "indeterminate"), h("span", {}, sentence)),
    school.brin ? h("p", { class: "soft" }, `BRIN ${school.brin}`) : "",
    remarks.length ? h("ul", { class: "findings" }, ...remarks) : "",
  );
}

function size({ card }, words) {
  const facts = [];
  if (card.studyLoad !== null) {
    facts.push([words.answer.study_load, `${card.studyLoad.toLocaleString(words.language)} SBU`]);
  }
  if (card.nlqf !== null) {
    const level = `NLQF ${card.nlqf}`;
    const shown = card.levelIsIndicative ? fill(words.display.level_indicative, { level }) : level;
    facts.push([words.answer.level, shown]);
  }
  if (!facts.length) return "";
  const isEstimate = card.studyLoad !== null || card.levelIsIndicative;
  return section("size", words.answer.size, rows(facts), isEstimate ? h("p", { class: "soft" }, words.answer.indicative) : "");
}

function isNot({ card }, words) {
  const document = words.documents[card.instrument];
  return h(
    "section",
    { id: "is-not", class: "is-not" },
    h("h2", {}, words.answer.is_not),
    h("p", {}, document ? document.legal : words.card.unknown_document),
    card.levelIsIndicative ? h("p", {}, words.standing.indicative_level) : "",
    h("p", {}, words.standing.value),
  );
}

function notOnCard({ card }, words) {
  const isCut = [card.name, card.title].some((text) => text?.endsWith("…"));
  return section(
    "not-on-card",
    words.card.not_on_card,
    h("p", {}, words.card.not_on_card_detail, isCut ? ` ${words.card.cut}` : ""),
  );
}

function full({ card }, words) {
  const start = `/${words.language}/`;
  const isOnline = card?.credentialId.startsWith("https://") && URL.canParse(card.credentialId);
  return h(
    "section",
    { id: "full", class: "panel" },
    h("h2", {}, words.card.full),
    h("p", {}, words.card.full_ask),
    isOnline
      ? h(
          "p",
          {},
          h("a", { href: card.credentialId, rel: "noopener noreferrer external" }, words.card.full_link),
          ` ${fill(words.card.full_link_hint, { host: new URL(card.credentialId).host })}`,
        )
      : "",
    h("p", {}, h("a", { id: "again", class: "button primary", href: start }, words.card.full_button)),
  );
}

function checks(report, words) {
  const entries = Object.entries(report.checks);
  if (!entries.length) return "";
  const items = entries.map(([check, { status }]) =>
    h("li", {}, statusIcon(status), h("span", {}, words.questions[check]), " ", h("strong", {}, words.statuses[status])),
  );
  return section("checks", words.answer.checks, h("ul", { class: "checks" }, ...items));
}

function technical(report, words) {
  const { card, list, envelope } = report;
  const facts = [];
  if (card) {
    const place = (name) => card[name] && facts.push([words.card[name], fill(words.card.status_list_value, card[name])]);
    facts.push([words.card.credential_id, card.credentialId], [words.card.digest, toHex(card.digest)]);
    facts.push([words.card.signed_at, momentOf(card.issuedAt * 1000, words)]);
    place("revocation");
    place("suspension");
  }
  if (envelope) facts.push([words.card.card_key, toHex(envelope.keyId)]);
  if (list) {
    const values = { ...list, date: dayOf(list.publishedAt, words), until: momentOf(list.validUntil, words) };
    facts.push([words.card.trust_list, fill(words.card.trust_list_value, values)]);
  }
  if (!facts.length) return "";
  return h("details", { id: "technical" }, h("summary", {}, words.answer.technical), rows(facts));
}
