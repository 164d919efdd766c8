// Digital Bazaar's other cryptosuites: JSON instead of RDF, ECDSA instead of Ed25519, and the type
// that came before them.
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {issue as sign, verifyCredential} from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {describe} from './verify_db.mjs';
import {documentLoader} from './documents.mjs';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {withDocuments} from './closed_network.mjs';

const signers = new Map([
  ['eddsa-rdfc-2022', () => eddsaRdfc],
  ['eddsa-jcs-2022', eddsaJcs.createSignCryptosuite],
  ['ecdsa-rdfc-2019', () => ecdsaRdfc],
  ['ecdsa-jcs-2019', ecdsaJcs.createSignCryptosuite]
]);
const verifiers = [
  () => eddsaRdfc, eddsaJcs.createVerifyCryptosuite, () => ecdsaRdfc, ecdsaJcs.createVerifyCryptosuite
];

// Request: {credential, cryptosuite, jwk (private), date}. The issuer is the did:key of the key, and
// is written into the credential.
export async function issue({credential, cryptosuite, jwk, date}) {
  const multikey = jwk.kty === 'EC' ? EcdsaMultikey : Ed25519Multikey;
  const key = await multikey.fromJwk({jwk, secretKey: true});
  key.controller = `did:key:${key.publicKeyMultibase}`;
  key.id = `${key.controller}#${key.publicKeyMultibase}`;
  const {issuer} = credential;
  credential = {
    ...credential,
    issuer: typeof issuer === 'string' ? key.controller : {...issuer, id: key.controller}
  };
  const signer = key.signer();
  const suite = cryptosuite === 'Ed25519Signature2020' ?
    new Ed25519Signature2020({signer, date}) :
    new DataIntegrityProof({signer, date, cryptosuite: signers.get(cryptosuite)()});
  try {
    return {signed: await sign({credential, suite, documentLoader, now: date}), errors: []};
  } catch(error) {
    return {signed: null, errors: describe(error)};
  }
}

// Request: {credential, documents: {url: document}}. Whichever suite the proofs name.
export async function verify({credential, documents}) {
  const suite = [
    ...verifiers.map(cryptosuite => new DataIntegrityProof({cryptosuite: cryptosuite()})),
    new Ed25519Signature2020()
  ];
  const {result: outcome} = await withDocuments(documents, () => verifyCredential({
    credential, suite, documentLoader
  }));
  return {verified: outcome.verified, errors: describe(outcome.error)};
}
