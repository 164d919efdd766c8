// The Digital Credentials Consortium's verifier-core. Its document loader cannot be replaced and
// fetches what it does not know, so it is run on top of the closed network: did:web documents,
// status lists, registries and JSON Schemas all come from the map of documents.
import {withDocuments} from './closed_network.mjs';

// Request: {credential, documents: {url: document}, registries?}.
// The steps of its log are passed on as {step: true | false | error name}.
export async function verify({credential, documents, registries}) {
  const {verifyCredential} = await import('@digitalcredentials/verifier-core');
  const {result: outcome, asked} = await withDocuments(documents, () => verifyCredential({
    credential: structuredClone(credential), knownDIDRegistries: registries ?? []
  }));
  const steps = (outcome.log ?? []).map(({id, valid, error}) => [id, error ? error.name : valid]);
  return {
    steps: Object.fromEntries(steps),
    errors: (outcome.errors ?? []).map(({name, message, stackTrace}) => (
      {name, message, ...(stackTrace instanceof Error ? {detail: String(stackTrace)} : {})})),
    schemas: (outcome.additionalInformation ?? []).flatMap(({results}) => results),
    asked
  };
}
