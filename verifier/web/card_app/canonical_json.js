// Canonical JSON, RFC 8785, and reading JSON without surprises.

const MAX_DEPTH = 64;

/** This has no canonical form. */
export class NotCanonical extends Error {}

/** Return the canonical form of what JSON.parse gave. Throws NotCanonical. */
export function canonicalJson(value, depth = 0) {
  if (depth > MAX_DEPTH) throw new NotCanonical("nested too deeply");
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    if (/\p{Cs}/u.test(value)) throw new NotCanonical("half of a pair of surrogates");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    // A whole number beyond this was read as its neighbour.
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
      throw new NotCanonical("a number that is not exact");
    }
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one, depth + 1)).join(",")}]`;
  // By UTF-16 code units, which is how JavaScript compares texts.
  const members = Object.keys(value)
    .sort()
    .map((name) => `${canonicalJson(name, depth)}:${canonicalJson(value[name], depth + 1)}`);
  return `{${members.join(",")}}`;
}

/** Return the object that JSON in UTF-8 holds, or null when it holds none. */
export function parseObject(bytes) {
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Tell whether a value is an object, and no array. */
export const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Return a member of an object, never what every object inherits. */
export const member = (object, name) =>
  isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;

/** Return a value as an array: one alone is an array of one, none is an empty one. */
export const asArray = (value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]);
