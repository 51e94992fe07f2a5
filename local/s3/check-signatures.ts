import type { RequestListener } from 'node:http';
import { answerRefusal } from './answer-xml.ts';
import { refuseSignature, type SigningCredentials } from './signature.ts';

export interface SignatureOptions {
  /** Those that all functions and clients sign with. */
  readonly credentials: SigningCredentials;
  readonly now: () => Date;
  /** A header with a secret value, by which this server recognises its own requests. */
  readonly unless: Readonly<Record<string, string>>;
}

/** Refuses requests that are not signed, or with another key, for another request, or for another time. */
export function createSignatures(
  { credentials, now, unless }: SignatureOptions,
  next: RequestListener,
): RequestListener {
  const isOwn = (headers: Readonly<Record<string, unknown>>): boolean =>
    Object.entries(unless).every(([name, value]) => headers[name] === value);
  return (request, response) => {
    const refusal = isOwn(request.headers) ? undefined : refuseSignature(request, credentials, now());
    if (refusal === undefined) return next(request, response);
    request.resume();
    answerRefusal(response, refusal);
  };
}
