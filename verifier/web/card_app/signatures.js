// Ed25519 and the forms in which keys and signatures are written. The browser does the mathematics.

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const MAX_BASE58 = 128;

/** The browser has no Ed25519, or no WebCrypto at all (which it has on https and localhost only). */
export class NoEd25519 extends Error {}

/** Tell whether a signature is that of a key: 64 and 32 bytes. Throws NoEd25519. */
export async function isSignedBy(publicKey, signature, bytes) {
  let key;
  try {
    key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
  } catch (error) {
    if (error?.name === "DataError") return false;
    throw new NoEd25519();
  }
  return signature.length === 64 && crypto.subtle.verify({ name: "Ed25519" }, key, signature, bytes);
}

/** Return the SHA-256 of bytes or of a text. */
export async function sha256(data) {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  if (!globalThis.crypto?.subtle) throw new NoEd25519();
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** Return the bytes of a text in base58btc with its "z" before it, or null. */
export function fromMultibase58(text) {
  if (typeof text !== "string" || text[0] !== "z" || text.length < 2 || text.length > MAX_BASE58) return null;
  const digits = text.slice(1);
  let value = 0n;
  for (const digit of digits) {
    const worth = ALPHABET.indexOf(digit);
    if (worth < 0) return null;
    value = value * 58n + BigInt(worth);
  }
  const zeros = /^1*/.exec(digits)[0].length;
  const hex = value ? value.toString(16) : "";
  const pairs = (hex.length % 2 ? `0${hex}` : hex).match(/../g) ?? [];
  return Uint8Array.from([...Array(zeros).fill(0), ...pairs.map((pair) => parseInt(pair, 16))]);
}

/** Return the 32 bytes of an Ed25519 key written as Multikey, or null for any other. */
export function fromMultikey(text) {
  const bytes = fromMultibase58(text);
  const isEd25519 = bytes?.length === 34 && bytes[0] === 0xed && bytes[1] === 0x01;
  return isEd25519 ? bytes.subarray(2) : null;
}

/** Return the bytes of a text in base64url without padding, or null. */
export function fromBase64url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const unused = [0, 0, 15, 3][text.length % 4];
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  // Bits that stand for nothing are zero, or one list would have several texts.
  return unused && alphabet.indexOf(text.at(-1)) & unused ? null : bytes;
}

/** Return the 32 bytes of an Ed25519 key written as JWK, or null for any other. */
export function fromJwk(jwk) {
  if (jwk?.kty !== "OKP" || jwk.crv !== "Ed25519" || typeof jwk.x !== "string") return null;
  const bytes = fromBase64url(jwk.x);
  return bytes?.length === 32 ? bytes : null;
}
