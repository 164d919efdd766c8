// The modules of the card page, asked as peer.mjs is asked: a line of JSON in, a line of JSON out.
import readline from 'node:readline';

globalThis.fetch = () => {
  throw new Error('The modules that judge a card fetch nothing.');
};

const app = '../../../verifier/web/card_app';
const {toHex} = await import(`${app}/card.js`);
const {canonicalJson} = await import(`${app}/canonical_json.js`);
const {parseMoment} = await import(`${app}/moments.js`);
const {openTrustList, readTrustList, refuseOlder, TrustListRefused} =
  await import(`${app}/trust_list.js`);
const {statusListUrl} = await import(`${app}/status_list.js`);
const {DOCUMENTS, openCard, verifyCard} = await import(`${app}/verifying.js`);

const bytesOf = text => new Uint8Array(Buffer.from(text, 'utf8'));

async function verify({address, trustList, statusLists, statusChanges = {}, at}) {
  const opened = openCard(address, at);
  const report = opened.problem ?? await verifyCard(opened.card, {
    list: trustList && readTrustList(trustList),
    statusLists: new Map(Object.entries(statusLists)
      .map(([url, editions]) => [url, editions.map(bytesOf)])),
    statusChanges: new Map(Object.entries(statusChanges).map(([url, text]) => [url, bytesOf(text)])),
    at
  });
  const checks = Object.fromEntries(
    Object.entries(report.checks).map(([check, {status}]) => [check, status]));
  const codes = Object.values(report.checks).flatMap(({findings}) => findings.map(({code}) => code));
  return {
    conclusion: report.conclusion,
    checks,
    codes,
    error: report.checks.structure.error ?? null,
    asOf: report.checks.status.asOf ?? null,
    since: report.checks.status.findings.find(({params}) => params?.since)?.params.since ?? null,
    card: opened.card ? shown(opened.card.unverified) : null,
    isShown: Boolean(report.card)
  };
}

const shown = card => ({...card, digest: toHex(card.digest)});

async function open({text, roots, at, seen}) {
  try {
    const list = await openTrustList(bytesOf(text), roots, at);
    refuseOlder(list, seen);
    return {sequence: list.sequence, digest: list.digest, schools: list.schools.length};
  } catch(error) {
    if(error instanceof TrustListRefused) {
      return {refused: error.code};
    }
    throw error;
  }
}

const operations = {
  verify,
  open,
  canonical: ({value}) => ({text: canonicalJson(value)}),
  moment: ({text}) => ({moment: parseMoment(text)}),
  list_url: ({number, purpose, lists}) => ({url: statusListUrl(number, purpose, lists)}),
  documents: () => ({documents: DOCUMENTS})
};

for await (const line of readline.createInterface({input: process.stdin})) {
  const {id, operation, ...request} = JSON.parse(line);
  let reply;
  try {
    reply = {id, result: await operations[operation](request)};
  } catch(error) {
    reply = {id, error: error.stack};
  }
  process.stdout.write(JSON.stringify(reply) + '\n');
}
