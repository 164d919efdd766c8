// The card: from the number behind the # to what it says. Nothing is repaired, and what nobody signed is
// called unverified. docs/card.md of the project describes the format.

import { CborMalformed, CborMap, decode, encode } from "./cbor.js";

const MAX_DIGITS = 627;
const MAX_BYTES = 260;
const MAX_HOST = 58;
const VERSION_1 = -70200;
const LEVELS = ["1", "2", "3", "4", "5", "6", "7", "8", "4+"];
const PROTECTED = [0x4d, 0xa2, 0x01, 0x27, 0x04, 0x48];
const TO_SIGN = [0x84, 0x6a, ...new TextEncoder().encode("Signature1")];

const ADDRESS = /^https:\/\/([^/?#@\s]+)\/#([0-9]+)$/i;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})*(?::[1-9][0-9]{0,4})?$`);
const REFUSED = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\u202a-\u202e\u2066-\u2069]/u;
// What Unicode calls white space, written out as in the format.
const SPACE = "\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
const AT_THE_EDGE = new RegExp(`^[${SPACE}]|[${SPACE}]$`, "u");
const ASCII = /^[!-~]+$/;
const URN_UUID = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const DAY = 86400;

/** This is no card that we read; `code` says why, and `pointer` where. */
export class CardUnreadable extends Error {
  constructor(code, pointer = null) {
    super(code);
    this.code = code;
    this.pointer = pointer;
  }
}

const wrong = (code, pointer) => {
  throw new CardUnreadable(code, pointer);
};

/** Return the bytes of the card at an address. Throws CardUnreadable. */
export function bytesOfAddress(address) {
  if (address.length > "https:///#".length + MAX_HOST + MAX_DIGITS + 255) wrong("card_too_large");
  const parts = ADDRESS.exec(address);
  const host = parts?.[1].toLowerCase();
  if (!parts || host.length > MAX_HOST || !HOST.test(host)) wrong("card_address_malformed");
  return bytesOfDecimal(parts[2]);
}

/** Return the bytes that a decimal number stands for. Throws CardUnreadable. */
export function bytesOfDecimal(decimal) {
  if (decimal.length > MAX_DIGITS) wrong("card_too_large");
  if (!/^[1-9][0-9]*$/.test(decimal)) wrong("card_address_malformed");
  const hex = BigInt(decimal).toString(16);
  const even = hex.length % 2 ? `0${hex}` : hex;
  if (even.length / 2 > MAX_BYTES) wrong("card_too_large");
  return Uint8Array.from(even.match(/../g), (pair) => parseInt(pair, 16));
}

/** Return the card: `unverified` is what it says, `envelope` who says to have signed it. Throws CardUnreadable. */
export function readCard(bytes) {
  try {
    const envelope = readEnvelope(bytes);
    return { envelope, unverified: readClaims(envelope.payload) };
  } catch (error) {
    if (error instanceof CborMalformed) wrong("card_malformed");
    throw error;
  }
}

/** Return the bytes that are signed, RFC 9052 §4.4. */
export function toBeSigned({ keyId, payload }) {
  return Uint8Array.from([...TO_SIGN, ...PROTECTED, ...keyId, 0x40, 0x58, payload.length, ...payload]);
}

function readEnvelope(bytes) {
  if (bytes.length > MAX_BYTES) wrong("card_too_large");
  if (bytes[0] !== 0xd2) wrong("card_malformed");
  const parts = decode(bytes.subarray(1));
  if (!Array.isArray(parts) || parts.length !== 4) wrong("card_malformed");
  const [header, unprotected, payload, signature] = parts;
  const isBytes = [header, payload, signature].every((part) => part instanceof Uint8Array);
  if (!isBytes || !(unprotected instanceof CborMap)) wrong("card_malformed");
  const keyId = readHeader(header, unprotected);
  if (signature.length !== 64) wrong("card_malformed");
  if (payload.length < 24 || payload.length > 255) wrong("card_malformed");
  const written = [
    ...[0xd2, 0x84, ...PROTECTED, ...keyId, 0xa0, 0x58, payload.length],
    ...[...payload, 0x58, 0x40, ...signature],
  ];
  if (!same(written, bytes)) wrong("card_not_canonical");
  return { keyId, payload, signature };
}

function readHeader(bytes, unprotected) {
  if (unprotected.keys.length) wrong("card_header_refused");
  const header = decode(bytes);
  if (!(header instanceof CborMap)) wrong("card_header_refused");
  if (header.get(1) !== -8) wrong("card_algorithm_refused");
  const keyId = header.get(4);
  if (header.keys.length !== 2 || !isBytesOf(keyId, 8)) wrong("card_header_refused");
  return keyId;
}

function readClaims(payload) {
  const claims = decode(payload);
  const malformed = (pointer) => wrong("card_claims_malformed", pointer);
  if (!(claims instanceof CborMap)) malformed("");
  if (!claims.has(VERSION_1)) wrong("card_version_unknown", "");
  const about = claims.get(VERSION_1);
  if (!(about instanceof CborMap)) malformed("");
  if (claims.keys.some((key) => ![1, 4, 6, VERSION_1].includes(key))) malformed("");
  if (about.keys.some((key) => !Number.isInteger(key) || key < 0 || key > 10)) malformed("");

  const number = (value, least, most, pointer) =>
    Number.isInteger(value) && value >= least && value <= most ? value : malformed(pointer);
  const optional = (key, most, pointer) => (about.has(key) ? number(about.get(key), 1, most, pointer) : null);
  const moment = (value, pointer) => number(value, 1577836800, 4294967295, pointer);
  const place = (key, pointer) => {
    if (!about.has(key)) return null;
    const value = about.get(key);
    if (!Array.isArray(value) || value.length !== 2) malformed(pointer);
    const list = number(value[0], 1, 65535, `${pointer}/number`);
    return { list, index: number(value[1], 0, 4294967295, `${pointer}/index`) };
  };
  const text = (map, key, pointer) =>
    typeof map.get(key) === "string" ? map.get(key) : malformed(pointer);

  const card = {
    school: checkedSchool(text(claims, 1, "/school")),
    issuedAt: moment(claims.get(6), "/issued_at"),
    validUntil: claims.has(4) ? moment(claims.get(4), "/valid_until") : null,
    credentialId: fullId(about.get(0)),
    name: about.has(1) ? checkedText(text(about, 1, "/name"), "/name") : null,
    title: checkedText(text(about, 2, "/title"), "/title"),
    nlqf: about.has(3) ? LEVELS[number(about.get(3), 1, LEVELS.length, "/nlqf") - 1] : null,
    levelIsIndicative: null,
    studyLoad: null,
    digest: null,
  };
  if (about.has(10)) {
    card.levelIsIndicative = about.get(10);
    if (typeof card.levelIsIndicative !== "boolean" || !about.has(3)) malformed("/level_is_indicative");
  }
  card.studyLoad = optional(4, 65535, "/study_load");
  card.digest = isBytesOf(about.get(5), 16) ? about.get(5) : malformed("/digest");
  card.revocation = place(6, "/revocation");
  card.suspension = place(7, "/suspension");
  card.instrument = optional(8, 255, "/instrument");
  card.awardedOn = number(about.get(9), 10957, 49709, "/awarded_on");
  if (card.validUntil !== null && card.validUntil < card.issuedAt) wrong("card_date_refused", "/valid_until");
  // The one is a day in the Netherlands, the other a moment in UTC.
  if (card.awardedOn > Math.floor((card.issuedAt + DAY) / DAY)) wrong("card_date_refused", "/awarded_on");
  if (!same(writeClaims(card), payload)) wrong("card_not_canonical", "");
  return card;
}

function writeClaims(card) {
  const uuid = URN_UUID.exec(card.credentialId);
  const asPlace = (place) => place && [place.list, place.index];
  const members = [
    [0, uuid ? fromHex(uuid[1].replaceAll("-", "")) : card.credentialId],
    [1, card.name],
    [2, card.title],
    [3, card.nlqf && LEVELS.indexOf(card.nlqf) + 1],
    [4, card.studyLoad],
    [5, card.digest],
    [6, asPlace(card.revocation)],
    [7, asPlace(card.suspension)],
    [8, card.instrument],
    [9, card.awardedOn],
    [10, card.levelIsIndicative],
  ];
  const claims = [
    [1, card.school],
    [4, card.validUntil],
    [6, card.issuedAt],
    [VERSION_1, new Map(members.filter(([, value]) => value !== null))],
  ];
  return encode(new Map(claims.filter(([, value]) => value !== null)));
}

function checkedText(text, pointer) {
  const isFine = text && !REFUSED.test(text) && !AT_THE_EDGE.test(text);
  if (!isFine || new TextEncoder().encode(text).length > 160) wrong("card_text_refused", pointer);
  if (text.normalize("NFC") !== text) wrong("card_text_refused", pointer);
  return text;
}

function checkedIdentifier(text, most, pointer) {
  if (text.length > most || !ASCII.test(text)) wrong("card_text_refused", pointer);
  return text;
}

function checkedSchool(school) {
  checkedIdentifier(school, 80, "/school");
  if (/^[0-9]{2}[A-Z]{2}$/.test(school) || /^(did:|https:\/\/)/.test(school)) return school;
  return wrong("card_claims_malformed", "/school");
}

function fullId(value) {
  if (isBytesOf(value, 16)) {
    const hex = toHex(value);
    const parts = [[0, 8], [8, 12], [12, 16], [16, 20], [20, 32]].map((ends) => hex.slice(...ends));
    return `urn:uuid:${parts.join("-")}`;
  }
  if (typeof value !== "string") wrong("card_claims_malformed", "/credential_id");
  return checkedIdentifier(value, 160, "/credential_id");
}

const isBytesOf = (value, length) => value instanceof Uint8Array && value.length === length;
const fromHex = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const same = (one, other) =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);
