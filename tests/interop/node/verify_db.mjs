// Digital Bazaar's verifier: @digitalbazaar/vc with eddsa-rdfc-2022, in JSON-LD safe mode.
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {documentLoader} from './documents.mjs';
import {verifyCredential} from '@digitalbazaar/vc';
import {withDocuments} from './closed_network.mjs';

// Errors nest: a verification error holds errors, and each may have a cause. Flat, outermost first.
export function describe(error) {
  if(!error) {
    return [];
  }
  const event = error.details?.event?.code;
  const described = {name: error.name, message: error.message, ...(event ? {event} : {})};
  return [described, ...[...(error.errors ?? []), error.cause].filter(Boolean).flatMap(describe)];
}

// Request: {credential, documents: {url: document}, now?}.
// `statuses` tells the bit of each status entry; null when there is no entry, or when the
// verifier did not get as far as looking.
export async function verify({credential, documents, now}) {
  const suite = new DataIntegrityProof({cryptosuite});
  const {result: outcome, asked} = await withDocuments(documents, () => verifyCredential({
    credential, suite, documentLoader, now, checkStatus
  }));
  return {
    verified: outcome.verified,
    statuses: outcome.statusResult?.results?.map(({status}) => status) ?? null,
    errors: [...describe(outcome.error), ...describe(outcome.statusResult?.error)],
    asked
  };
}
