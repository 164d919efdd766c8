// Since when a status is set, and why: from the document that a status list names, if it is that document.

import { asArray, canonicalJson, isObject, NotCanonical, parseObject } from "./canonical_json.js";
import { toHex } from "./card.js";
import { fromBase64url, sha256 } from "./signatures.js";

const OURS = "urn:waarmerk:verifier:";
const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2000, 0, 1) / DAY;
const MAX_CHANGES = 10_000;
const MAX_INDEX = 2 ** 27;
const MEMBERS = "changes statusListCredential statusPurpose version";
const CODES = new Map([
  ["error", `${OURS}withdrawn_for_error`],
  ["decision_withdrawn", `${OURS}withdrawn_by_decision`],
  ["learner_request", `${OURS}withdrawn_on_request`],
  ["duplicate", `${OURS}withdrawn_as_duplicate`],
]);
const UNEXPLAINED = { code: `${OURS}withdrawal_unexplained` };

/** Tell whether a finding says since when and why, or that this is not known. */
export const isOnWithdrawal = ({ code }) => code === UNEXPLAINED.code || [...CODES.values()].includes(code);

/** A document of more bytes is not read. */
export const MAX_CHANGES_BYTES = 512_000;

/**
 * Return the document that a list names, as `{url, digest}`; `{}` when it names one wrongly, null when none.
 *
 * It stands beside the list, and has its digest in its name.
 */
export function namedChanges(document) {
  const [, before, name] = /^([^?#]*\/)([^/?#]+?)(?:\.json)?$/.exec(document.id) ?? [];
  const prefix = `${before}changes/${name}-`;
  const named = name ? asArray(document.relatedResource).filter(({ id }) => id.startsWith(prefix)) : [];
  if (!named.length) return null;
  const [{ id, digestSRI }] = named;
  const encoded = /^sha256-([A-Za-z0-9+/]{43})=$/.exec(digestSRI)?.[1];
  const bytes = encoded && fromBase64url(encoded.replaceAll("+", "-").replaceAll("/", "_"));
  const digest = bytes ? toHex(bytes) : "";
  return named.length === 1 && digest && id === `${prefix}${digest}.json` ? { url: id, digest } : {};
}

/** Tell whether these are the bytes that a list means. */
export const isMeant = async (bytes, { digest }) =>
  bytes.length <= MAX_CHANGES_BYTES && toHex(await sha256(bytes)) === digest;

/** Return the finding on since when and why, or null when the list does not say where that stands. */
export async function withdrawal({ named, asOf }, { url, purpose, index }, documents) {
  if (!named) return null;
  const bytes = named.url && documents.get(named.url);
  if (!bytes || !(await isMeant(bytes, named))) return UNEXPLAINED;
  const line = lineOf(bytes, { url, purpose, index });
  // A list gives its moment in UTC, a document its days where the issuer is: at most a day ahead.
  if (!line || line.day > Math.floor(asOf / DAY) + 1) return UNEXPLAINED;
  return { code: line.code, params: { since: line.day * DAY } };
}

function lineOf(bytes, { url, purpose, index }) {
  const document = parseObject(bytes);
  if (!document || !isCanonical(document, bytes) || Object.keys(document).sort().join(" ") !== MEMBERS) return null;
  const { version, changes } = document;
  if (version !== 1 || document.statusListCredential !== url || document.statusPurpose !== purpose) return null;
  if (!Array.isArray(changes) || !changes.length || changes.length > MAX_CHANGES) return null;
  let found = null;
  let last = -1;
  for (const change of changes) {
    if (!Array.isArray(change) || change.length !== 3) return null;
    const [at, written, reason] = change;
    const [day, code] = [dayOf(written), CODES.get(reason)];
    if (!Number.isInteger(at) || at <= last || at >= MAX_INDEX || day === null || !code) return null;
    last = at;
    if (at === index) found = { day, code };
  }
  return found;
}

function isCanonical(document, bytes) {
  try {
    return isObject(document) && canonicalJson(document) === new TextDecoder().decode(bytes);
  } catch (error) {
    if (!(error instanceof NotCanonical)) throw error;
    return false;
  }
}

/** Return a day as the number of days since 1970, or null when it is none, or before this century. */
function dayOf(text) {
  const found = typeof text === "string" ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) : null;
  if (!found) return null;
  const [year, month, date] = found.slice(1).map(Number);
  const day = Date.UTC(year, month - 1, date) / DAY;
  const isReal = new Date(day * DAY).toISOString().slice(0, 10) === text;
  return isReal && day >= FIRST_DAY ? day : null;
}
