// The card page: from the digits behind the # to the answer. Nothing of a card leaves this browser.

import { showAnswer } from "./answer.js";
import { keepStatusList, newestTrustList, statusChanges, statusLists } from "./kept.js";
import { NoEd25519 } from "./signatures.js";
import { findSigner, neededLists, newestEdition, openCard, verifyCard } from "./verifying.js";

const MOST_LISTS = 12;
const NO_LISTS = { editions: new Map(), isFresh: true };

/**
 * Verify a card and show the answer.
 *
 * digits: what stands behind the #; language: "nl" or "en"; place: an empty, visible element. Resolves when the
 * answer is shown, and rejects when there can be none.
 */
export async function showCard(digits, { language, place }) {
  const words = await json(`/card/words-${language}.json`);
  const busy = document.createElement("p");
  busy.className = "lead";
  busy.setAttribute("role", "status");
  place.replaceChildren(busy);
  busy.textContent = words.card.busy;
  const report = await judged(digits);
  showAnswer(report, { words, place, again: () => showCard(digits, { language, place }) });
}

async function judged(digits) {
  const at = Date.now();
  const opened = openCard(digits, at);
  if (opened.problem) return { ...opened.problem, isFresh: true };
  try {
    return await verified(opened.card, at);
  } catch (error) {
    if (!(error instanceof NoEd25519)) throw error;
    return { conclusion: "indeterminate", problem: "no_ed25519", checks: {}, at, card: null, isFresh: true };
  }
}

async function verified(card, at) {
  const { roots } = await json("/card/config.json");
  const trust = await newestTrustList(roots, at);
  const signer = await findSigner(card, trust.list);
  // Lists are asked for only when a school did sign: else a stranger would choose what is asked.
  const lists = signer?.isSigned ? await statusLists(urlsFor(card, signer.school)) : NO_LISTS;
  const named = [];
  for (const [url, editions] of lists.editions) {
    const newest = await newestEdition(url, editions, { school: signer.school, list: trust.list, at });
    if (!newest) continue;
    await keepStatusList(url, newest.bytes);
    if (newest.named?.url) named.push(newest.named);
  }
  const known = { list: trust.list, statusLists: lists.editions, statusChanges: await statusChanges(named), at };
  const report = await verifyCard(card, known);
  return { ...report, envelope: card.envelope, isFresh: trust.isFresh && lists.isFresh };
}

function urlsFor(card, school) {
  const needed = neededLists(card, school).flatMap(({ url }) => url ?? []);
  return [...new Set([...needed, ...school.statusLists])].slice(0, Math.max(MOST_LISTS, needed.length));
}

async function json(address) {
  const response = await fetch(address, { credentials: "omit" });
  if (!response.ok) throw new Error(address);
  return response.json();
}
