// A school's status list: who signed it, and what it says of one entry.
//
// The lists are signed as RDF (eddsa-rdfc-2022). To canonicalise any RDF takes a library; a list of the one
// shape that is written here has one node with a name and one more, so its canonical form can be written down.
// A list of any other shape is not judged: the status is then left open. That is never taken for "in force".

import { asArray, canonicalJson, isObject, parseObject } from "./canonical_json.js";
import { parseMoment } from "./moments.js";
import { namedChanges } from "./status_changes.js";
import { fromBase64url, fromMultibase58, isSignedBy, sha256 } from "./signatures.js";

const CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2";
const MIN_ENTRIES = 131_072;
const MAX_BYTES = 16 * 1024 * 1024;
const LIST_TYPES = ["BitstringStatusListCredential", "VerifiableCredential"];
const MEMBERS = [
  ...["@context", "id", "type", "issuer", "validFrom", "validUntil", "relatedResource"],
  ...["credentialSubject", "proof"],
];
const RESOURCE = ["id", "digestSRI", "mediaType"];
const SUBJECT = ["id", "type", "statusPurpose", "encodedList", "ttl"];
const OPTIONS = ["@context", "type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"];

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XSD = "http://www.w3.org/2001/XMLSchema#";
const CRED = "https://www.w3.org/2018/credentials#";
const STATUS = "https://www.w3.org/ns/credentials/status#";
const SEC = "https://w3id.org/security#";
const IRI = /^(?:https:\/\/|did:[a-z0-9]+:)[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+$/;
const ENCODED = /^u[A-Za-z0-9_-]+$/;
const SRI = /^sha(?:256|384|512)-[A-Za-z0-9+/=_-]+$/;

const PREFIX = "https://www.w3.org/ns/credentials/status-list#";
const OURS = "urn:waarmerk:verifier:";
const NOT_VERIFIED = `${PREFIX}STATUS_VERIFICATION_ERROR`;
const MALFORMED = `${OURS}status_list_malformed`;

/** Return the address of a list of a school, or null when it does not follow from those on the trust list. */
export function statusListUrl(number, purpose, statusLists) {
  const listed = [...new Set(statusLists)]
    .map((url) => /^(.*\/)((revocation|suspension)-[1-9][0-9]{0,4})((?:\.json)?)$/.exec(url))
    .filter(Boolean);
  const exact = listed.filter((found) => found[2] === `${purpose}-${number}`);
  if (exact.length) return exact.length === 1 ? exact[0][0] : null;
  const shapes = new Set(listed.map((found) => `${found[1]} ${found[4]}`));
  return shapes.size === 1 ? `${listed[0][1]}${purpose}-${number}${listed[0][4]}` : null;
}

/**
 * Return what a list says of an entry: `{set, asOf, named}`, with the document that it names, or `{code}` when that could not be found out.
 *
 * bytes: the file; url, purpose, index: which entry of which list; school, schools: whose, and all on the
 * trust list; at: now.
 */
export async function readStatus(bytes, { url, purpose, index, school, schools, at }) {
  const document = parseObject(bytes);
  if (!document) return { code: MALFORMED };
  const signed = await verified(document, schools, at);
  if (signed !== true) return { code: signed };
  if (document.issuer !== school.id && !school.statusLists.includes(url)) {
    return { code: `${OURS}status_list_other_issuer` };
  }
  const bits = await expand(document.credentialSubject.encodedList);
  if (!bits) return { code: MALFORMED };
  if (document.id !== url) return { code: `${OURS}status_list_other_id` };
  if (!asArray(document.credentialSubject.statusPurpose).includes(purpose)) {
    return { code: `${OURS}status_list_other_purpose` };
  }
  const asOf = parseMoment(document.validFrom);
  const until = document.validUntil === undefined ? null : parseMoment(document.validUntil);
  if (at < asOf) return { code: `${OURS}status_list_not_yet_valid` };
  if (until !== null && at > until) return { code: `${OURS}status_list_expired` };
  if (bits.length * 8 < MIN_ENTRIES) return { code: `${PREFIX}STATUS_LIST_LENGTH_ERROR` };
  if (index >= bits.length * 8) return { code: "https://www.w3.org/TR/vc-data-model#RANGE_ERROR" };
  const set = ((bits[Math.floor(index / 8)] >> (7 - (index % 8))) & 1) === 1;
  return { set, asOf, named: namedChanges(document) };
}

async function verified(document, schools, at) {
  const [proof, ...more] = asArray(document.proof);
  if (!isObject(proof) || more.length || !hasOurShape(document, proof)) return NOT_VERIFIED;
  const publisher = schools.find((one) => one.id === document.issuer);
  const key = publisher?.keys.find((one) => one.id === proof.verificationMethod);
  if (!key?.raw || publisher.cardKeys.some((one) => String(one.raw) === String(key.raw))) return NOT_VERIFIED;
  const signedAt = parseMoment(proof.created);
  const inUse = key.from <= signedAt && (key.until === null || signedAt <= key.until);
  if (!inUse || (key.revoked !== null && key.revoked <= at)) return NOT_VERIFIED;
  const hashes = [];
  for (const form of canonicalForms(document, proof)) hashes.push(...(await sha256(form)));
  const signature = fromMultibase58(proof.proofValue);
  if (!signature || !(await isSignedBy(key.raw, signature, Uint8Array.from(hashes)))) return NOT_VERIFIED;
  return true;
}

function hasOurShape(document, proof) {
  const subject = document.credentialSubject;
  if (!isObject(subject)) return false;
  const hasOnly = (object, names) => Object.keys(object).every((name) => names.includes(name));
  const isContext = (value) => canonicalJson(asArray(value)) === canonicalJson([CREDENTIALS_V2]);
  const isMoment = (value) => parseMoment(value) !== null;
  const purposes = asArray(subject.statusPurpose);
  return (
    [[document, MEMBERS], [subject, SUBJECT], [proof, OPTIONS]].every((pair) => hasOnly(...pair)) &&
    isContext(document["@context"]) &&
    canonicalJson([...asArray(document.type)].sort()) === canonicalJson(LIST_TYPES) &&
    subject.type === "BitstringStatusList" &&
    [document.id, document.issuer, subject.id, proof.verificationMethod].every(
      (value) => typeof value === "string" && IRI.test(value),
    ) &&
    areResources(asArray(document.relatedResource), [document.id, subject.id]) &&
    isMoment(document.validFrom) &&
    (document.validUntil === undefined || isMoment(document.validUntil)) &&
    purposes.length === 1 &&
    ["revocation", "suspension"].includes(purposes[0]) &&
    typeof subject.encodedList === "string" &&
    ENCODED.test(subject.encodedList) &&
    (subject.ttl === undefined || (Number.isInteger(subject.ttl) && subject.ttl >= 0 && subject.ttl <= 1e12)) &&
    proof.type === "DataIntegrityProof" &&
    ["eddsa-rdfc-2022", "eddsa-jcs-2022"].includes(proof.cryptosuite) &&
    proof.proofPurpose === "assertionMethod" &&
    isMoment(proof.created) &&
    (proof["@context"] === undefined ||
      (proof.cryptosuite === "eddsa-jcs-2022" && isContext(proof["@context"]))) &&
    (proof.cryptosuite === "eddsa-rdfc-2022" ||
      canonicalJson(proof["@context"] ?? null) === canonicalJson(document["@context"]))
  );
}

/** Tell whether these are resources as a list names them, and each node is one thing. */
function areResources(resources, others) {
  const isResource = (value) =>
    isObject(value) &&
    Object.keys(value).length === RESOURCE.length &&
    RESOURCE.every((name) => typeof value[name] === "string") &&
    IRI.test(value.id) &&
    SRI.test(value.digestSRI) &&
    value.mediaType === "application/json";
  const nodes = [...others, ...resources.map((one) => one?.id)];
  return resources.every(isResource) && new Set(nodes).size === nodes.length;
}

/** Return what is hashed: the canonical form of the options of the proof, and that of the list. */
function canonicalForms(document, proof) {
  const { proofValue, ...options } = proof;
  const { proof: _, ...unsigned } = document;
  if (proof.cryptosuite === "eddsa-jcs-2022") return [canonicalJson(options), canonicalJson(unsigned)];
  const subject = document.credentialSubject;
  const iri = (value) => `<${value}>`;
  const typed = (value, type) => `"${value}"^^<${type}>`;
  const list = (predicate, object) => `${iri(document.id)} <${predicate}> ${object} .\n`;
  const bits = (predicate, object) => `${iri(subject.id)} <${predicate}> ${object} .\n`;
  const option = (predicate, object) => `_:c14n0 <${predicate}> ${object} .\n`;
  const quads = [
    list(`${RDF}type`, iri(`${CRED}VerifiableCredential`)),
    list(`${RDF}type`, iri(`${STATUS}BitstringStatusListCredential`)),
    list(`${CRED}issuer`, iri(document.issuer)),
    list(`${CRED}validFrom`, typed(document.validFrom, `${XSD}dateTime`)),
    list(`${CRED}credentialSubject`, iri(subject.id)),
    bits(`${RDF}type`, iri(`${STATUS}BitstringStatusList`)),
    bits(`${STATUS}statusPurpose`, `"${asArray(subject.statusPurpose)[0]}"`),
    bits(`${STATUS}encodedList`, typed(subject.encodedList, `${SEC}multibase`)),
  ];
  for (const { id, digestSRI, mediaType } of asArray(document.relatedResource)) {
    quads.push(
      list(`${CRED}relatedResource`, iri(id)),
      `${iri(id)} <${CRED}digestSRI> ${typed(digestSRI, `${CRED}sriString`)} .\n`,
      `${iri(id)} <https://schema.org/encodingFormat> "${mediaType}" .\n`,
    );
  }
  if (document.validUntil !== undefined) {
    quads.push(list(`${CRED}validUntil`, typed(document.validUntil, `${XSD}dateTime`)));
  }
  if (subject.ttl !== undefined) quads.push(bits(`${STATUS}ttl`, typed(subject.ttl, `${XSD}integer`)));
  const optionQuads = [
    option("http://purl.org/dc/terms/created", typed(proof.created, `${XSD}dateTime`)),
    option(`${RDF}type`, iri(`${SEC}DataIntegrityProof`)),
    option(`${SEC}cryptosuite`, typed(proof.cryptosuite, `${SEC}cryptosuiteString`)),
    option(`${SEC}proofPurpose`, iri(`${SEC}assertionMethod`)),
    option(`${SEC}verificationMethod`, iri(proof.verificationMethod)),
  ];
  // All of it is ASCII, so JavaScript sorts it by code point.
  return [optionQuads.sort().join(""), quads.sort().join("")];
}

async function expand(encoded) {
  const packed = fromBase64url(encoded.slice(1));
  if (!packed) return null;
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const parts = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MAX_BYTES) {
        await reader.cancel();
        return null;
      }
      parts.push(value);
    }
  } catch {
    return null;
  }
  const bits = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bits.set(part, at);
    at += part.length;
  }
  return size ? bits : null;
}
