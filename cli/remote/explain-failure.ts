import {
  ApiProblem,
  MissingOperation,
  NotRollcall,
  TransferRefused,
  Unavailable,
  Unreachable,
} from '../../client/errors.ts';
import { Refusal } from '../program/failure.ts';
import type { Target } from './api-options.ts';

/** An API, and what was sent to it as a bearer: undefined for a session of the command itself. */
type Used = Pick<Target, 'api'> & Partial<Pick<Target, 'bearer'>>;

/** The error with the cause and what to do, for the person who typed the command. */
export function explainFailure(error: unknown, used: Used): unknown {
  if (error instanceof ApiProblem) return explainProblem(error, used);
  if (error instanceof Unreachable) return new Error(explainUnreachable(error));
  if (error instanceof Unavailable) return new Error(`${error.message} Try again in a minute.`);
  if (error instanceof NotRollcall)
    return new Error(`${error.message} Check --api: it is the stack’s output ApiUrl.`);
  if (error instanceof MissingOperation)
    return new Refusal(
      'MissingOperation',
      `${error.message} Use the command of that version, or update the stage.`,
    );
  if (error instanceof TransferRefused) return new Error(`${error.message} Try again.`);
  return error;
}

function explainProblem({ kind, message, body }: ApiProblem, used: Used): Error {
  switch (kind) {
    case 'unauthenticated':
      return new Refusal('Unauthenticated', explainBearer(used));
    case 'forbidden':
      return new Refusal('Forbidden', isOnlyForTenants(message, used) ? explainOperator(used) : message);
    case 'too-many-requests':
      return new Refusal(
        'TooManyRequests',
        'The API still refuses requests because there were too many. Try again later.',
      );
    case 'internal-error':
      return new Error(`The API failed: ${message} The request id is ${body.requestId}.`);
    default:
      return new Refusal(body.code ?? codeOfKind(kind), message);
  }
}

/** Whether an operator's token was used for what only a tenant can do. The API says how to go on without the command. */
function isOnlyForTenants(message: string, { bearer = '' }: Used): boolean {
  return ACCESS_TOKEN.test(bearer) && message.includes('POST /v1/sessions');
}

function explainOperator({ api }: Used): string {
  return `Your sign-in as an operator has no access to data of tenants. Sign in for one: npx rollcall login --api ${api} --tenant TENANT`;
}

/** A JWT. */
const ACCESS_TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

function explainBearer({ api, bearer = '' }: Used): string {
  const login = `npx rollcall login --api ${api}`;
  if (bearer.startsWith('rcs_'))
    return `${api} does not accept the session: it has ended, or was ended before its time. Sign in again with \`${login} --tenant TENANT\`, or use an API key.`;
  if (ACCESS_TOKEN.test(bearer))
    return `${api} does not accept the access token: it has expired, or is of another issuer. Sign in again with \`${login} --operator\`.`;
  return `${api} does not accept the API key: it is not valid, has expired or was removed. Store another with \`${login}\`, or set ROLLCALL_API_KEY.`;
}

/** `not-found` → `NotFound`. */
function codeOfKind(kind: string): string {
  return kind.replaceAll(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}

const UNKNOWN_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME']);

function explainUnreachable({ url, code = '', message }: Unreachable): string {
  if (UNKNOWN_HOST.has(code)) return `The host of ${url} was not found. Check --api and your network.`;
  if (code === 'ECONNREFUSED')
    return `Nothing listens at ${url}. Check --api; a cloud on this machine has another address after each start.`;
  if (isTls(code))
    return `The TLS connection to ${url} failed (${code}). Check the address and the certificate; for a private authority, set NODE_EXTRA_CA_CERTS.`;
  return `${message} Check --api and your network, and try again.`;
}

/** Codes of OpenSSL and of Node.js for certificates and handshakes. */
function isTls(code: string): boolean {
  return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH|^EPROTO$/.test(code);
}
