// Digital Bazaar's issuer: signs with eddsa-rdfc-2022.
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {issue as sign} from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {describe} from './verify_db.mjs';
import {documentLoader} from './documents.mjs';

// Request: {credential, seed (32 bytes, hexadecimal), controller?, verificationMethod?, date}.
// Without `controller`, the issuer is the did:key of the seed, and is written into the credential.
// A refusal to sign is a result too: {signed: null, errors: [...]}.
export async function issue({credential, seed, controller, verificationMethod, date}) {
  const key = await Ed25519Multikey.generate({seed: Uint8Array.from(Buffer.from(seed, 'hex'))});
  key.controller = controller ?? `did:key:${key.publicKeyMultibase}`;
  key.id = verificationMethod ?? `${key.controller}#${key.publicKeyMultibase}`;
  if(!controller) {
    credential = {...credential, issuer: {...credential.issuer, id: key.controller}};
  }
  const suite = new DataIntegrityProof({signer: key.signer(), date, cryptosuite});
  try {
    const signed = await sign({credential, suite, documentLoader, now: date});
    return {signed, errors: []};
  } catch(error) {
    return {signed: null, errors: describe(error)};
  }
}
