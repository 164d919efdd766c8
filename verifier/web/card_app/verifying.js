// Verify a card: the questions of docs/card.md, each answered with passed, failed, indeterminate ("could not
// be found out") or not_applicable. By values alone: nothing is fetched here, and nothing is shown.

import { bytesOfAddress, bytesOfDecimal, CardUnreadable, readCard, same, toBeSigned } from "./card.js";
import { isSignedBy, sha256 } from "./signatures.js";
import { withdrawal } from "./status_changes.js";
import { readStatus, statusListUrl } from "./status_list.js";
import { isRecognised, mayIssue } from "./trust_list.js";

const OURS = "urn:waarmerk:verifier:";
const VALUE_REFUSED = ["card_claims_malformed", "card_text_refused", "card_date_refused"];
const CHECKS = ["structure", "proof", "validity_period", "status", "issuer_trust"];

/** The kinds of document that a card may be of, by number: our name, and the type in Open Badges 3.0. */
export const DOCUMENTS = {
  1: { key: "microcredential", type: "MicroCredential" },
  2: { key: "mbo_certificaat", type: "Certificate" },
  3: { key: "praktijkverklaring", type: "ext:Praktijkverklaring" },
  4: { key: "mbo_verklaring", type: "ext:MboVerklaring" },
  5: { key: "keuzedeel_resultaat", type: "CertificateOfCompletion" },
  6: { key: "branchecertificaat", type: "Certification" },
};

/** Read a card from an address, or from the digits of one: `{card}`, or `{problem}`, the report on why not. */
export function openCard(text, at) {
  try {
    const isAddress = text.includes("#");
    return { card: readCard(isAddress ? bytesOfAddress(text.trim()) : bytesOfDecimal(text)) };
  } catch (error) {
    if (!(error instanceof CardUnreadable)) throw error;
    const code = OURS + (VALUE_REFUSED.includes(error.code) ? "card_value_refused" : error.code);
    // A card that may be younger than this reader is no wrong card.
    const status = error.code === "card_version_unknown" ? "indeterminate" : "failed";
    const structure = { status, findings: [{ code }], error: error.code };
    const rest = CHECKS.slice(1).map((check) => [check, notChecked()]);
    return { problem: report({ structure, ...Object.fromEntries(rest) }, { at }) };
  }
}

/** Return the addresses of the status lists that a card needs, by purpose; null where it is not known. */
export function neededLists(card, school) {
  const places = placesOf(card.unverified);
  return places.map(([purpose, place]) => ({
    purpose,
    ...place,
    url: statusListUrl(place.list, purpose, school.statusLists),
  }));
}

/** Find the key that a card names, among those that its school has for cards, and tell whether it signed. */
export async function findSigner(card, list) {
  const { keyId, signature } = card.envelope;
  let first = null;
  for (const school of list?.schools ?? []) {
    if (![school.id, school.brin].includes(card.unverified.school)) continue;
    for (const key of school.cardKeys) {
      if (!same((await sha256(key.raw)).subarray(0, 8), keyId)) continue;
      const isSigned = await isSignedBy(key.raw, signature, toBeSigned(card.envelope));
      if (isSigned) return { school, key, isSigned };
      first ??= { school, key, isSigned };
    }
  }
  return first;
}

/**
 * Return the report on a card.
 *
 * list: the trust list, or null; statusLists: Map from address to the bytes of a list, perhaps several
 * editions; statusChanges: Map from address to the bytes of what those lists name; at: now, in milliseconds.
 */
export async function verifyCard(card, { list, statusLists, statusChanges = new Map(), at }) {
  const signer = await findSigner(card, list);
  const proof = checkProof(card, signer, list, at);
  const hasPlaces = placesOf(card.unverified).length > 0;
  const checks = {
    structure: checkStructure(card),
    proof,
    validity_period: ifProven(proof, checkPeriod(card, at)),
    status: ifProven(
      proof,
      signer ? await checkStatus(card, signer.school, list, { statusLists, statusChanges }, at) : notChecked(),
      hasPlaces,
    ),
    issuer_trust: ifProven(proof, signer ? checkIssuer(card, signer.school, list, at) : notChecked()),
  };
  return report(checks, { at, list, signer, card: proof.status === "passed" ? card.unverified : null });
}

const passed = (more = {}) => ({ status: "passed", findings: [], ...more });
const notChecked = () => ({ status: "indeterminate", findings: [{ code: `${OURS}not_checked` }] });
const placesOf = (card) =>
  [["revocation", card.revocation], ["suspension", card.suspension]].filter(([, place]) => place);

function report(checks, { at, list = null, signer = null, card = null }) {
  const outcomes = Object.entries(checks).map(([check, { status }]) =>
    status === "not_applicable" && check === "status" ? "passed" : status,
  );
  const conclusion = ["failed", "indeterminate"].find((one) => outcomes.includes(one)) ?? "passed";
  return { conclusion, checks, at, list, school: card && signer?.school, card };
}

function checkStructure(card) {
  const { instrument } = card.unverified;
  const findings = [{ code: `${OURS}card_only` }];
  if (instrument !== null && !DOCUMENTS[instrument]) {
    findings.push({ code: `${OURS}card_document_unknown`, params: { number: instrument } });
  }
  return passed({ findings });
}

function checkProof(card, signer, list, at) {
  if (!signer) {
    const params = { school: card.unverified.school, list: list?.name };
    const code = list ? "card_key_unknown" : "trust_list_missing";
    return { status: "indeterminate", findings: [{ code: OURS + code, params }] };
  }
  if (!signer.isSigned) {
    const code = "https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR";
    return { status: "failed", findings: [{ code }] };
  }
  const { key } = signer;
  const signedAt = card.unverified.issuedAt * 1000;
  const findings = [];
  const params = { key: key.id, revoked: key.revoked, signed: signedAt };
  if (key.revoked !== null && key.revoked <= at) findings.push({ code: `${OURS}key_revoked`, params });
  if (signedAt < key.from || (key.until !== null && signedAt > key.until)) {
    findings.push({ code: `${OURS}key_not_in_use`, params });
  }
  return { status: findings.length ? "failed" : "passed", findings };
}

/** Withhold what rests on words that nobody has been shown to have signed. */
function ifProven(proof, answer, hasMatter = true) {
  if (proof.status === "passed") return answer;
  if (proof.status === "failed") return hasMatter ? notChecked() : { status: "not_applicable", findings: [] };
  return answer.status === "passed" ? notChecked() : answer;
}

function checkPeriod(card, at) {
  const from = card.unverified.issuedAt * 1000;
  const until = card.unverified.validUntil === null ? null : card.unverified.validUntil * 1000;
  const findings = [];
  if (at < from) findings.push({ code: `${OURS}not_yet_valid`, params: { valid_from: from } });
  if (until !== null && at > until) findings.push({ code: `${OURS}expired`, params: { valid_until: until } });
  return { status: findings.length ? "failed" : "passed", findings };
}

async function checkStatus(card, school, list, { statusLists, statusChanges }, at) {
  const needed = neededLists(card, school);
  if (!needed.length) return { status: "not_applicable", findings: [] };
  const findings = [];
  const statuses = [];
  const moments = [];
  for (const { purpose, list: number, index, url } of needed) {
    if (url === null) {
      findings.push({ code: `${OURS}card_status_list_unknown`, params: { purpose, number } });
      statuses.push("indeterminate");
      continue;
    }
    const said = await newest(statusLists.get(url) ?? [], { url, purpose, index, school, schools: list.schools, at });
    if (said.code) findings.push({ code: said.code, params: { url, purpose, reason: "connection" } });
    if (said.set) {
      findings.push({ code: `${OURS}${purpose === "revocation" ? "revoked" : "suspended"}` });
      findings.push((await withdrawal(said, { url, purpose, index }, statusChanges)) ?? []);
    }
    if (!said.code) moments.push(said.asOf);
    statuses.push(said.code ? "indeterminate" : said.set ? "failed" : "passed");
  }
  const status = ["failed", "indeterminate"].find((one) => statuses.includes(one)) ?? "passed";
  // What was seen in two lists was so as of the older of them.
  return { status, findings: findings.flat(), asOf: moments.length ? Math.min(...moments) : null };
}

/** Return what the newest edition says that can be verified: an old one cannot take the place of a newer. */
async function newest(editions, entry) {
  let best = { code: "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR" };
  for (const bytes of editions) {
    const said = await readStatus(bytes, entry);
    if (best.asOf === undefined || said.asOf > best.asOf) best = said;
  }
  return best;
}

/** Return `{bytes, named}` of the newest edition of a list that can be verified, whatever card it is; or null. */
export async function newestEdition(url, editions, { school, list, at }) {
  const purpose = /\/(revocation|suspension)-[^/]*$/.exec(url)?.[1];
  let best = null;
  for (const bytes of editions) {
    const said = await readStatus(bytes, { url, purpose, index: 0, school, schools: list.schools, at });
    if (said.asOf !== undefined && !(best?.asOf >= said.asOf)) best = { bytes, ...said };
  }
  return best;
}

function checkIssuer(card, school, list, at) {
  if (list.validUntil !== null && at > list.validUntil) {
    const params = { list: list.name, valid_until: list.validUntil };
    return { status: "indeterminate", findings: [{ code: `${OURS}trust_list_expired`, params }] };
  }
  const then = card.unverified.issuedAt * 1000;
  const kind = DOCUMENTS[card.unverified.instrument] ?? null;
  const findings = [];
  const find = (name, date) => findings.push({ code: OURS + name, params: { name: school.name, date } });
  if (!isRecognised(school, then)) find("issuer_not_recognised_then", then);
  else if (!mayIssue(school, kind, then)) find("issuer_not_recognised_for", then);
  const status = findings.length ? "failed" : "passed";
  if (!isRecognised(school, at)) find("issuer_not_recognised_now", at);
  else if (!mayIssue(school, kind, at)) find("issuer_not_recognised_for_now", at);
  return { status, findings };
}
