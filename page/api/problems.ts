import {
  ApiProblem,
  MissingOperation,
  NotRollcall,
  TransferRefused,
  Unavailable,
  Unreachable,
} from '../../client/errors.ts';
import type { Texts } from '../texts/en.ts';
import { ownText } from '../texts/own-text.ts';

/** What went wrong, and what the person can do. */
export interface Failure {
  readonly title: string;
  readonly advice: string;
  /** What the API said about this request. */
  readonly detail?: string;
  /** Finds the request in the logs. */
  readonly requestId?: string;
}

/** Problems whose text depends on the request: the API's own words say which field, or which state. */
const WITH_DETAIL = new Set(['invalid-request', 'conflict', 'user-refused', 'too-large', 'forbidden']);

export function describeFailure(error: unknown, texts: Texts): Failure {
  const { problems } = texts;
  if (error instanceof ApiProblem) return describeProblem(error, texts);
  if (error instanceof Unreachable) return problems.unreachable;
  if (error instanceof Unavailable) return problems.unavailable;
  if (error instanceof TransferRefused) return { ...problems.transferRefused, detail: error.message };
  if (error instanceof MissingOperation || error instanceof NotRollcall) return problems.otherVersion;
  return { ...problems.unknown, detail: error instanceof Error ? error.message : String(error) };
}

function describeProblem({ kind, body }: ApiProblem, { problems }: Texts): Failure {
  const byCode = ownText(problems.byCode, body.code ?? '');
  if (byCode !== undefined) return byCode;
  const known = ownText(problems.byKind, kind);
  return {
    ...(known ?? problems.unknown),
    ...((known === undefined || WITH_DETAIL.has(kind)) && { detail: body.detail }),
    requestId: body.requestId,
  };
}

/** What stays as it is, however often it is asked for. */
const FINAL = ['too-large', 'invalid-request', 'not-found'];

/** Whether it makes sense to offer the same request again. */
export function mayHelpToRepeat(error: unknown): boolean {
  return !(error instanceof ApiProblem && FINAL.includes(error.kind));
}

const MANY_REQUESTS = 429;

/** Whether the same request may be answered later: the connection was lost, or the API was too busy, or had an error of its own. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Unreachable || error instanceof Unavailable) return true;
  return error instanceof ApiProblem && (error.status >= 500 || error.status === MANY_REQUESTS);
}
