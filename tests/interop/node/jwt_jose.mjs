// jose: an independent implementation of JWS, for the compact form of a credential.
import {CompactSign, compactVerify, importJWK} from 'jose';

// Request: {token, jwk (public), algorithms}.
export async function verify({token, jwk, algorithms}) {
  try {
    const key = await importJWK(jwk, algorithms[0]);
    const {payload, protectedHeader} = await compactVerify(token, key, {algorithms});
    return {verified: true, header: protectedHeader, payload: JSON.parse(new TextDecoder().decode(payload))};
  } catch(error) {
    return {verified: false, errors: [{name: error.code ?? error.name, message: error.message}]};
  }
}

// Request: {payload, header, jwk (private)}.
export async function sign({payload, header, jwk}) {
  const key = await importJWK(jwk, header.alg);
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  return {token: await new CompactSign(bytes).setProtectedHeader(header).sign(key)};
}
