import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { S3Refusal } from './answer-xml.ts';

export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

type SignedRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** What a request says about its signature, in its Authorization header or in its URL. */
interface Claim {
  readonly isUrl: boolean;
  /** `<access key>/<day>/<region>/<service>/aws4_request` */
  readonly credential: string;
  /** `20261128T101500Z` */
  readonly date: string;
  readonly headers: readonly string[];
  readonly signature: string;
  readonly payload: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_SECONDS = 7 * 24 * 3600;

/**
 * Checks the signature of a request as S3 does: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 * and sigv4-query-string-auth.html, 2026-11. Whether the body has the signed hash, and whether the clocks differ, is not checked.
 * @returns undefined if the signature is right
 */
export function refuseSignature(
  request: SignedRequest,
  credentials: SigningCredentials,
  now: Date,
): S3Refusal | undefined {
  const { path, query } = splitUrl(request.url ?? '/');
  const claim = readClaim(request, new Map(query));
  if (claim === undefined) return denied('Access Denied');
  if (claim.credential.split('/')[0] !== credentials.accessKeyId)
    return {
      code: 'InvalidAccessKeyId',
      status: 403,
      message: 'The AWS Access Key Id you provided does not exist in our records.',
    };
  const late = claim.isUrl ? refuseTime(claim.date, new Map(query).get('X-Amz-Expires'), now) : undefined;
  if (late !== undefined) return late;
  const unsigned = Object.keys(request.headers).find(
    (name) => name.startsWith('x-amz-') && !claim.headers.includes(name),
  );
  if (unsigned !== undefined || !claim.headers.includes('host'))
    return denied('There were headers present in the request which were not signed');
  const canonical = canonicalRequest(request, { path, query }, claim);
  if (signatureOf(canonical, claim, credentials.secretAccessKey) === claim.signature) return undefined;
  return {
    code: 'SignatureDoesNotMatch',
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  };
}

function denied(message: string): S3Refusal {
  return { code: 'AccessDenied', status: 403, message };
}

/** Query parameters as they were sent, decoded. */
function splitUrl(url: string): { readonly path: string; readonly query: (readonly [string, string])[] } {
  const at = url.indexOf('?');
  const text = at < 0 ? '' : url.slice(at + 1);
  const query = text.split('&').flatMap((pair) => {
    if (pair === '') return [];
    const equals = pair.indexOf('=');
    const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    return [[decode(name), decode(value)] as const];
  });
  return { path: at < 0 ? url : url.slice(0, at), query };
}

function readClaim({ headers }: SignedRequest, query: ReadonlyMap<string, string>): Claim | undefined {
  if (query.get('X-Amz-Algorithm') === ALGORITHM) {
    return {
      isUrl: true,
      credential: query.get('X-Amz-Credential') ?? '',
      date: query.get('X-Amz-Date') ?? '',
      headers: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
      signature: query.get('X-Amz-Signature') ?? '',
      payload: 'UNSIGNED-PAYLOAD',
    };
  }
  const [, text = ''] = /^AWS4-HMAC-SHA256 +(.*)$/.exec(headers.authorization ?? '') ?? [];
  const fields = new Map(text.split(/, */).map((field) => field.split('=', 2) as [string, string]));
  if (!fields.has('Credential')) return undefined;
  return {
    isUrl: false,
    credential: fields.get('Credential') ?? '',
    date: headerValue(headers, 'x-amz-date'),
    headers: (fields.get('SignedHeaders') ?? '').split(';'),
    signature: fields.get('Signature') ?? '',
    payload: headerValue(headers, 'x-amz-content-sha256'),
  };
}

function refuseTime(date: string, expires: string | undefined, now: Date): S3Refusal | undefined {
  const seconds = Number(expires);
  const signedAt = Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(seconds >= 1 && seconds <= MAX_SECONDS) || Number.isNaN(signedAt))
    return {
      code: 'AuthorizationQueryParametersError',
      status: 400,
      message: 'X-Amz-Expires must be a number of seconds from 1 to 604800, and X-Amz-Date a date.',
    };
  return now.getTime() > signedAt + seconds * 1000 ? denied('Request has expired') : undefined;
}

function canonicalRequest(
  { method = 'GET', headers }: SignedRequest,
  { path, query }: ReturnType<typeof splitUrl>,
  claim: Claim,
): string {
  const parameters = query
    .filter(([name]) => !(claim.isUrl && name === 'X-Amz-Signature'))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort();
  const signed = claim.headers.map((name) => `${name}:${headerValue(headers, name)}\n`);
  const uri = path.split('/').map((segment) => encode(decode(segment)));
  return [
    method,
    uri.join('/'),
    parameters.join('&'),
    signed.join(''),
    claim.headers.join(';'),
    claim.payload,
  ].join('\n');
}

function signatureOf(canonical: string, { credential, date }: Claim, secret: string): string {
  const scope = credential.split('/').slice(1);
  const hash = createHash('sha256').update(canonical).digest('hex');
  return hmacOfScope(scope, secret)
    .update([ALGORITHM, date, scope.join('/'), hash].join('\n'))
    .digest('hex');
}

/** With the key of the day, the region and the service: `['20261128', 'eu-central-1', 's3', 'aws4_request']`. */
export function hmacOfScope(scope: readonly string[], secret: string) {
  const key = scope.reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    `AWS4${secret}`,
  );
  return createHmac('sha256', key);
}

function headerValue(headers: SignedRequest['headers'], name: string): string {
  return [headers[name] ?? ''].flat().join(',').trim().replaceAll(/ +/g, ' ');
}

/** RFC 3986. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As it is if it is malformed: the signature is then wrong. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
