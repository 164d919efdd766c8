// Digital Bazaar's jsonld and rdf-canonize, without a proof around them: the canonical form itself.
// Many documents in one request, since a corpus has thousands.
import './closed_network.mjs';
import jsonld from 'jsonld';

// Request: {documents, contexts: {url: document}, safe, maxWorkFactor}.
// One answer for each document, in order: {nquads}, or {error, event} when it is refused.
export async function canonicalize({documents, contexts, safe = true, maxWorkFactor = 1}) {
  const documentLoader = async url => {
    if(!Object.hasOwn(contexts, url)) {
      throw new Error(`Not among the contexts: ${url}`);
    }
    return {contextUrl: null, documentUrl: url, document: contexts[url], tag: 'static'};
  };
  const options = {documentLoader, safe, canonizeOptions: {maxWorkFactor}};
  const forms = [];
  for(const document of documents) {
    try {
      forms.push({nquads: await jsonld.canonize(document, options)});
    } catch(error) {
      forms.push({error: error.message, event: error.details?.event?.code ?? null});
    }
  }
  return {forms};
}
