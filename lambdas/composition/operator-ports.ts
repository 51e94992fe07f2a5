/** Ports that only the API needs, for its operators: see ports.ts. */
import { createSendToFunction } from '../adapters/lambda-invocations.ts';
import { fetchJson } from '../adapters/oidc/fetch-json.ts';
import { createVerifyToken } from '../adapters/oidc/verify-token.ts';
import { createSqsDeadLetters } from '../adapters/sqs-dead-letters.ts';
import { clock, type Needs } from './ports.ts';

export const letters = () => createSqsDeadLetters();
export const sendToFunction = () => createSendToFunction();
export const verifyToken = ({ ISSUERS }: Needs<'ISSUERS'>) =>
  createVerifyToken(ISSUERS, { fetchJson, now: clock });
