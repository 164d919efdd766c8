// CBOR, RFC 8949: one item, read strictly, and the few kinds that a card has, written in the deterministic
// encoding (§4.2.1). What was read may have been written in another way: write it again and compare.

const MAX_DEPTH = 4;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** It is no CBOR that a card may have: cut off, of indefinite length, nested deeply, or with a key twice. */
export class CborMalformed extends Error {}

/** A map. Keys are found by type as well: the number 1 is another key than the text "1". */
export class CborMap {
  #entries = new Map();

  add(key, value) {
    const name = nameOf(key);
    if (this.#entries.has(name)) throw new CborMalformed("a key that is there twice");
    this.#entries.set(name, [key, value]);
  }

  has(key) {
    return this.#entries.has(nameOf(key));
  }

  get(key) {
    return this.#entries.get(nameOf(key))?.[1];
  }

  get keys() {
    return [...this.#entries.values()].map(([key]) => key);
  }
}

/** A value of a type that no card has: a float, another simple value, a tag. */
export class CborOther {
  constructor(name) {
    this.name = name;
  }
}

/** Return the first item in the bytes; what follows it is left alone. Throws CborMalformed. */
export function decode(bytes) {
  return new Reader(bytes).item(1);
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  take(count) {
    if (count > this.bytes.length - this.at) throw new CborMalformed("it stops early");
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  argument(info) {
    if (info < 24) return info;
    if (info > 27) throw new CborMalformed("an indefinite length, or a reserved one");
    let value = 0n;
    for (const byte of this.take(2 ** (info - 24))) value = (value << 8n) | BigInt(byte);
    return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
  }

  item(depth) {
    const first = this.take(1)[0];
    const major = first >> 5;
    const info = first & 31;
    if (major === 7) return this.simple(info);
    const argument = this.argument(info);
    switch (major) {
      case 0:
        return argument;
      case 1:
        return typeof argument === "bigint" ? -1n - argument : -1 - argument;
      case 2:
        return this.take(argument).slice();
      case 3:
        return this.text(argument);
    }
    if (depth > MAX_DEPTH) throw new CborMalformed("nested too deeply");
    if (major === 4) return this.array(argument, depth);
    if (major === 5) return this.map(argument, depth);
    return this.tagged(argument, this.item(depth + 1));
  }

  tagged(tag, value) {
    if ((tag !== 2 && tag !== 3) || !(value instanceof Uint8Array)) {
      return new CborOther(`tag ${tag} of ${nameOf(value)}`);
    }
    // A number after all (RFC 8949 §3.4.3), in a form that is longer than it has to be.
    const magnitude = value.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
    const number = tag === 2 ? magnitude : -1n - magnitude;
    return Number.isSafeInteger(Number(number)) ? Number(number) : number;
  }

  text(length) {
    try {
      return utf8.decode(this.take(length));
    } catch {
      throw new CborMalformed("a text that is no UTF-8");
    }
  }

  array(length, depth) {
    const items = [];
    for (let number = 0; number < length; number++) items.push(this.item(depth + 1));
    return items;
  }

  map(length, depth) {
    const map = new CborMap();
    for (let number = 0; number < length; number++) {
      const key = this.item(depth + 1);
      map.add(key, this.item(depth + 1));
    }
    return map;
  }

  simple(info) {
    if (info === 20 || info === 21) return info === 21;
    if (info === 22) return null;
    const argument = this.argument(info);
    if (info === 24 && argument < 32) throw new CborMalformed("a simple value that could be shorter");
    return new CborOther(`${info} ${argument}`);
  }
}

function nameOf(key) {
  if (key instanceof Uint8Array) return `bytes ${key.join(" ")}`;
  if (Array.isArray(key)) return `array ${key.map(nameOf).join(", ")}`;
  if (key instanceof CborMap) return `map ${key.keys.map(nameOf).join(", ")}`;
  if (key instanceof CborOther) return `other ${key.name}`;
  return `${typeof key === "bigint" ? "number" : typeof key} ${key}`;
}

function head(major, value) {
  const size = value < 24 ? 0 : value < 256 ? 1 : value < 65536 ? 2 : 4;
  if (size === 0) return [(major << 5) | value];
  const bytes = [(major << 5) | (24 + Math.log2(size))];
  for (let left = size - 1; left >= 0; left--) bytes.push(Math.floor(value / 256 ** left) % 256);
  return bytes;
}

/** Return a number, truth, text, byte string or array, or a Map in the order that it has, as bytes. */
export function encode(value) {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "boolean") return [value ? 0xf5 : 0xf4];
  if (value instanceof Uint8Array) return [...head(2, value.length), ...value];
  if (Array.isArray(value)) return [...head(4, value.length), ...value.flatMap(encode)];
  if (value instanceof Map) return [...head(5, value.size), ...[...value].flat().flatMap(encode)];
  const text = new TextEncoder().encode(value);
  return [...head(3, text.length), ...text];
}
