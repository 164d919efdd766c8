// A signed trust list as a web page verifies it: canonical JSON and the Ed25519 of the browser, no library.
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function base58(text, size) {
  let number = 0n;
  for(const letter of text) {
    number = number * 58n + BigInt(BASE58.indexOf(letter));
  }
  const bytes = new Uint8Array(size);
  for(let place = size - 1; place >= 0; place--, number >>= 8n) {
    bytes[place] = Number(number & 255n);
  }
  return bytes;
}

// RFC 8785, for a document in which every number is whole.
function canonical(value) {
  if(Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if(value !== null && typeof value === 'object') {
    const members = Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}

async function sha256(value) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(value))));
}

// Request: {text: the file, root: did:key}. The answer is whether the root signed it.
export async function verify({text, root}) {
  const {proof: [proof, ...others], ...list} = JSON.parse(text);
  const {proofValue, ...options} = proof;
  const multikey = root.slice('did:key:'.length);
  if(others.length > 0 || options.cryptosuite !== 'eddsa-jcs-2022' ||
    options.verificationMethod !== `${root}#${multikey}` || list.issuer.id !== root) {
    return {verified: false};
  }
  // Behind the base58 header of a Multikey come two bytes that say Ed25519.
  const key = await crypto.subtle.importKey(
    'raw', base58(multikey.slice(1), 34).slice(2), {name: 'Ed25519'}, false, ['verify']);
  const data = new Uint8Array(64);
  data.set(await sha256(options));
  data.set(await sha256(list), 32);
  return {verified: await crypto.subtle.verify({name: 'Ed25519'}, key, base58(proofValue.slice(1), 64), data)};
}
