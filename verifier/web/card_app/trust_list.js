// The signed trust list: who signed it, whether it is the newest, and which schools and keys are on it.

import { asArray, canonicalJson, isObject, member, NotCanonical, parseObject } from "./canonical_json.js";
import { toHex } from "./card.js";
import { parseMoment } from "./moments.js";
import { fromJwk, fromMultibase58, fromMultikey, isSignedBy, sha256 } from "./signatures.js";

const DID_KEY = "did:key:";
const CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2";
const CONTEXT_NAME = "contexts/recognised-schools-v1.jsonld";
const MAX_VALIDITY = 30 * 86_400_000;
const CLOCK_SKEW = 10 * 60_000;
const MAX_SEQUENCE = 10 ** 15;

/** A list that is not to be used; `code` says why. */
export class TrustListRefused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const refuse = (code) => {
  throw new TrustListRefused(code);
};

/**
 * Return the list in a file, if one of the pinned keys signed it. That it has expired is for who uses it.
 *
 * bytes: the file; roots: the keys, each a did:key; at: now.
 */
export async function openTrustList(bytes, roots, at) {
  const document = parseObject(bytes) ?? refuse("malformed_document");
  const { proof, ...unsigned } = document;
  const [one, ...more] = asArray(proof);
  const publisher = member(document.issuer, "id");
  if (!isObject(one) || more.length) refuse("trust_list_not_signed");
  if (one.type !== "DataIntegrityProof" || one.cryptosuite !== "eddsa-jcs-2022") refuse("trust_list_not_signed");
  const method = `${publisher}#${String(publisher).slice(DID_KEY.length)}`;
  if (!roots.includes(publisher) || one.verificationMethod !== method) refuse("trust_list_of_others");
  const folder = /^(https:\/\/.+)\/[^/]+$/.exec(document.id)?.[1];
  const contexts = JSON.stringify([CREDENTIALS_V2, `${folder}/${CONTEXT_NAME}`]);
  if (!folder || JSON.stringify(document["@context"]) !== contexts) refuse("trust_list_other_context");
  const key = fromMultikey(publisher.slice(DID_KEY.length)) ?? refuse("root_key_malformed");
  if (!(await isProofOf(unsigned, one, key, at))) refuse("trust_list_forged");
  const list = readTrustList(unsigned);
  if (list.validUntil === null || list.validUntil - list.publishedAt > MAX_VALIDITY) refuse("trust_list_without_end");
  if (list.publishedAt > at + CLOCK_SKEW || list.sequence > MAX_SEQUENCE) refuse("trust_list_not_yet");
  // Of what is read: signed once more, or by the next key of the publisher, it is the same edition.
  const said = JSON.stringify(list, (_, value) => (value instanceof Uint8Array ? [...value] : value));
  return { ...list, digest: toHex(await sha256(said)) };
}

/** Refuse a list that is older than one that was seen before, or another with the same number. */
export function refuseOlder(list, seen) {
  if (!seen) return;
  if (list.sequence < seen.sequence) refuse("trust_list_rolled_back");
  if (list.sequence === seen.sequence && list.digest !== seen.digest) refuse("trust_list_forked");
}

async function isProofOf(document, proof, key, at) {
  const { proofValue, ...options } = proof;
  const signature = fromMultibase58(proofValue);
  if (options.proofPurpose !== "assertionMethod" || "previousProof" in options || !signature) return false;
  if ("expires" in options && !(parseMoment(options.expires) > at)) return false;
  try {
    if ("@context" in options && canonicalJson(options["@context"]) !== canonicalJson(document["@context"])) {
      return false;
    }
    const hashes = [await sha256(canonicalJson(options)), await sha256(canonicalJson(document))];
    return await isSignedBy(key, signature, Uint8Array.from(hashes.flatMap((hash) => [...hash])));
  } catch (error) {
    if (error instanceof NotCanonical) return false;
    throw error;
  }
}

/** Return the members of a list. Throws TrustListRefused when one that counts is not what it should be. */
export function readTrustList(document) {
  const list = {
    name: text(document, "name"),
    publisher: text(member(document, "issuer"), "name"),
    publishedAt: moment(document, "validFrom"),
    validUntil: end(document, "validUntil"),
    sequence: document.sequence,
    schools: asArray(document.credentialSubject ?? malformed()).map(readSchool),
  };
  if (!asArray(document.type).includes("RecognizedEntityCredential")) malformed();
  if (!Number.isSafeInteger(list.sequence) || list.sequence < 0) malformed();
  if (new Set(list.schools.map((school) => school.id)).size !== list.schools.length) malformed();
  return list;
}

/** Tell whether a school is recognised to issue anything at a moment. */
export const isRecognised = (school, moment) => school.actions.some((action) => covers(action, moment));

/**
 * Tell whether a school may issue a kind of document at a moment.
 *
 * kind: `key` and `type` of the document, or null when a card does not say, or says what we do not know.
 */
export function mayIssue(school, kind, moment) {
  const actions = school.actions.filter((action) => covers(action, moment));
  if (school.actions.length === 1 && isForEverything(school.actions[0])) return true;
  if (actions.some(isForEverything)) return true;
  if (kind === null) return false;
  const keys = actions.flatMap((action) => action.instruments);
  const types = actions.flatMap((action) => action.types);
  return keys.includes(kind.key) || types.includes(kind.type);
}

const covers = (action, at) => action.from <= at && (action.until === null || at <= action.until);
const isForEverything = (action) => !action.instruments.length && !action.types.length;

const malformed = () => refuse("trust_list_malformed");

function text(object, name) {
  const value = member(object, name);
  return typeof value === "string" && value.trim() ? value : malformed();
}

const moment = (object, name) => parseMoment(text(object, name)) ?? malformed();

function end(object, name, from = "validFrom") {
  if (member(object, name) === undefined) return null;
  const value = moment(object, name);
  return value < moment(object, from) ? malformed() : value;
}

function texts(object, name) {
  const values = asArray(member(object, name));
  return values.every((value) => typeof value === "string" && value) ? values : malformed();
}

function readSchool(entry) {
  if (!asArray(member(entry, "type")).includes("RecognizedEntity")) malformed();
  const id = text(entry, "id");
  const brin = member(entry, "brin");
  if (brin !== undefined && !/^[0-9]{2}[A-Z]{2}$/.test(brin)) malformed();
  const keys = asArray(member(entry, "verificationMethod")).map((key) => readKey(key, id));
  const cardKeys = asArray(member(entry, "cardVerificationMethod")).map((key) => readKey(key, id));
  if (cardKeys.some((key) => !key.raw)) malformed();
  // A key for cards is for nothing else.
  const others = new Set(keys.map((key) => String(key.raw)));
  if (cardKeys.some((key) => others.has(String(key.raw)))) malformed();
  const actions = asArray(member(entry, "recognizedTo")).filter((action) => member(action, "action") === "issue");
  if (!actions.length) malformed();
  return {
    id,
    name: text(entry, "name"),
    brin: brin ?? null,
    url: member(entry, "url") === undefined ? null : text(entry, "url"),
    keys,
    cardKeys,
    statusLists: texts(entry, "statusListCredential"),
    actions: actions.map((action) => ({
      from: moment(action, "validFrom"),
      until: end(action, "validUntil"),
      instruments: texts(action, "instrument"),
      types: texts(action, "achievementType"),
    })),
  };
}

function readKey(key, school) {
  const id = text(key, "id");
  const [controller, fragment] = id.split("#");
  if (controller !== school || !fragment || text(key, "controller") !== school) malformed();
  const [multikey, jwk] = [member(key, "publicKeyMultibase"), member(key, "publicKeyJwk")];
  if ((multikey === undefined) === (jwk === undefined)) malformed();
  return {
    id,
    // Keys of other kinds are on the list for credentials; here they verify nothing.
    raw: multikey === undefined ? fromJwk(jwk) : fromMultikey(multikey),
    from: moment(key, "validFrom"),
    until: end(key, "validUntil"),
    revoked: member(key, "revoked") === undefined ? null : moment(key, "revoked"),
  };
}
