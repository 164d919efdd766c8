// No peer talks to the network here. What a peer wants to fetch, it gets from the map of
// documents that came with the request; anything else is a 404, and a socket is an error.
//
// Import this module before any peer, so that none of them keeps the real `fetch`.
import net from 'node:net';

let documents = new Map();
let asked = [];

net.Socket.prototype.connect = function refuse() {
  throw new Error('The network is closed in interoperability tests.');
};

globalThis.fetch = async function fetchFromMap(input) {
  const url = typeof input === 'string' ? input : input.url ?? String(input);
  asked.push(url);
  if(!documents.has(url)) {
    return new Response('not in the map', {status: 404, statusText: 'Not Found'});
  }
  return new Response(JSON.stringify(documents.get(url)), {
    status: 200,
    headers: {'content-type': 'application/json'}
  });
};

// Runs `action` while these documents, and no others, can be fetched.
// Returns what it returned, and the URLs that were asked for.
export async function withDocuments(urlToDocument, action) {
  documents = new Map(Object.entries(urlToDocument ?? {}));
  asked = [];
  try {
    const result = await action();
    return {result, asked};
  } finally {
    documents = new Map();
  }
}
