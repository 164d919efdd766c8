// One long-lived process that speaks for every Node peer: a request is one line of JSON on
// standard input, its answer one line of JSON on standard output.
//
//     {"id": 1, "operation": "db.verify", ...}
//     {"id": 1, "result": {...}}      or      {"id": 1, "error": "..."}
//
// Requests are answered one after the other: the map of documents is the process's.
// `error` means that the request made no sense; a bad credential is a result.
import './closed_network.mjs';
import {createInterface} from 'node:readline';
import {webcrypto} from 'node:crypto';

// Node 18, which Debian 12 has, keeps it behind an import; jose looks for the global.
globalThis.crypto ??= webcrypto;

// A peer that logs would break the stream of answers.
console.log = console.error;

const operations = new Map([
  ['db.verify', async () => (await import('./verify_db.mjs')).verify],
  ['db.issue', async () => (await import('./issue_db.mjs')).issue],
  ['db.suites.issue', async () => (await import('./suites_db.mjs')).issue],
  ['db.suites.verify', async () => (await import('./suites_db.mjs')).verify],
  ['db.canonicalize', async () => (await import('./canonicalize.mjs')).canonicalize],
  ['dcc.verify', async () => (await import('./verify_dcc.mjs')).verify],
  ['trust_list.verify', async () => (await import('./trust_list.mjs')).verify],
  ['jose.verify', async () => (await import('./jwt_jose.mjs')).verify],
  ['jose.sign', async () => (await import('./jwt_jose.mjs')).sign]
]);

async function answer({id, operation, ...request}) {
  try {
    const load = operations.get(operation);
    if(!load) {
      throw new Error(`No such operation: ${operation}`);
    }
    return {id, result: await (await load())(request)};
  } catch(error) {
    return {id, error: error.stack};
  }
}

for await (const line of createInterface({input: process.stdin})) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + '\n');
}
