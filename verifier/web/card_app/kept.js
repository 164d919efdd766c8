// What this browser keeps between visits: the trust list, its highest number, and whole status lists. Nothing of
// any card. Everything works without a place to keep things; then there is less to fall back on.

import { isMeant, MAX_CHANGES_BYTES } from "./status_changes.js";
import { openTrustList, refuseOlder, TrustListRefused } from "./trust_list.js";

const STORE = "waarmerk-lists";
const SEEN = "waarmerk.trust";
const WAIT = 4_000;
const MAX_TRUST_LIST = 16 * 1024 * 1024;
const MAX_STATUS_LIST = 1024 * 1024;
const TRUST_LIST = "/card/trust-list.json";
// A digest in hexadecimals, and ".json".
const NAME_OF_EDITION = 64 + 5;

/** Return `{list, isFresh}`: the newest list that the pinned keys signed, or null, and whether the server gave it. */
export async function newestTrustList(roots, at) {
  const seen = readSeen(roots);
  const [fetched, kept] = await Promise.all([get(TRUST_LIST, MAX_TRUST_LIST), keptBytes(TRUST_LIST)]);
  for (const [bytes, isFresh] of [[fetched, true], [kept, false]]) {
    if (!bytes) continue;
    try {
      const list = await openTrustList(bytes, roots, at);
      refuseOlder(list, seen);
      if (isFresh) await keep(TRUST_LIST, bytes);
      writeSeen(roots, list);
      return { list, isFresh };
    } catch (error) {
      if (!(error instanceof TrustListRefused)) throw error;
    }
  }
  return { list: null, isFresh: false };
}

/**
 * Return the editions of a school's lists that can be had, by address: what the server gives, and what was kept.
 *
 * All lists of the school are asked for, so that not even the number on the card is told.
 */
export async function statusLists(urls) {
  const editions = new Map();
  let isFresh = true;
  await Promise.all(
    urls.map(async (url) => {
      const address = `/card/status-list?of=${encodeURIComponent(url)}`;
      const [fetched, kept] = await Promise.all([get(address, MAX_STATUS_LIST), keptBytes(address)]);
      isFresh &&= fetched !== null;
      editions.set(url, [fetched, kept].filter(Boolean));
    }),
  );
  return { editions, isFresh };
}

/** Keep the edition of a list that was found to be the newest; what was not verified is not kept. */
export const keepStatusList = (url, bytes) => keep(`/card/status-list?of=${encodeURIComponent(url)}`, bytes);

/**
 * Return the documents that lists name, by address. One that is kept is not asked for again: another edition has
 * another address. Those of all lists are asked for, so that it is not told which list a card is on.
 */
export async function statusChanges(named) {
  const documents = new Map();
  const addresses = new Map(named.map((one) => [`/card/status-changes?of=${encodeURIComponent(one.url)}`, one]));
  await Promise.all(
    [...addresses].map(async ([address, one]) => {
      const kept = await keptBytes(address);
      const isKept = kept !== null && (await isMeant(kept, one));
      const bytes = isKept ? kept : await get(address, MAX_CHANGES_BYTES);
      if (!bytes || !(await isMeant(bytes, one))) return;
      documents.set(one.url, bytes);
      if (!isKept) await keep(address, bytes);
    }),
  );
  await forgetOthers([...addresses.keys()]);
  return documents;
}

/** Forget the earlier editions of what is named now. */
async function forgetOthers(addresses) {
  const listOf = (address) => address.slice(0, -NAME_OF_EDITION);
  const lists = addresses.map(listOf);
  try {
    const store = await caches.open(STORE);
    for (const { url } of await store.keys()) {
      const address = url.slice(location.origin.length);
      if (!addresses.includes(address) && lists.includes(listOf(address))) await store.delete(url);
    }
  } catch {
    // As below.
  }
}

async function get(address, most) {
  if (navigator.onLine === false) return null;
  try {
    const response = await fetch(address, {
      cache: "no-cache",
      credentials: "omit",
      signal: AbortSignal.timeout(WAIT),
    });
    if (!response.ok || Number(response.headers.get("content-length")) > most) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length <= most ? bytes : null;
  } catch {
    return null;
  }
}

async function keptBytes(address) {
  try {
    const response = await (await caches.open(STORE)).match(address);
    return response ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

async function keep(address, bytes) {
  try {
    await (await caches.open(STORE)).put(address, new Response(bytes));
  } catch {
    // A full disk, or a window that keeps nothing.
  }
}

/** What was seen of the list of these keys: other keys sign another list, and begin anew. */
const nameOf = (roots) => `${SEEN}.${[...roots].sort().join(" ")}`;

function readSeen(roots) {
  try {
    const seen = JSON.parse(localStorage.getItem(nameOf(roots)));
    return Number.isSafeInteger(seen?.sequence) ? seen : null;
  } catch {
    return null;
  }
}

function writeSeen(roots, { sequence, digest }) {
  try {
    localStorage.setItem(nameOf(roots), JSON.stringify({ sequence, digest }));
  } catch {
    // As above.
  }
}
