import * as z from 'zod';
import { SESSION_MINUTES, SessionIdSchema } from '../../contracts/import-session.ts';
import { findDefinition } from '../../import-types/registry.ts';
import { operation } from '../operation.ts';
import { Problem } from '../problem.ts';
import { hashOfToken, newSessionToken } from '../tokens.ts';

const createSession = operation({
  id: 'createSession',
  method: 'POST',
  path: '/v1/sessions',
  tag: 'Sessions',
  summary: 'Creates an import session: a token for a browser, valid for a short time.',
  description:
    'Call it from your backend with an API key, and give the token to the page. The answer is the only place where the token is shown.',
  permission: 'sessions:write',
  body: z
    .strictObject({
      importTypes: z
        .array(z.string().max(64))
        .min(1)
        .max(20)
        .optional()
        .meta({ description: 'The import types that the session allows. Absent: all.' }),
      person: z
        .string()
        .min(1)
        .max(128)
        .optional()
        .meta({ description: 'The id of the person in your own system. Do not send a name or an address.' }),
      minutes: z
        .int()
        .min(SESSION_MINUTES.least)
        .max(SESSION_MINUTES.most)
        .default(SESSION_MINUTES.byDefault),
    })
    .meta({ id: 'SessionRequest' }),
  status: 201,
  result: z
    .object({ id: SessionIdSchema, token: z.string(), validUntil: z.iso.datetime() })
    .meta({ id: 'Session' }),
  problems: ['invalid-request', 'unsupported-media-type', 'too-large'],
  async run({ bearer, body }, { sessions, now }) {
    const unknown = body.importTypes?.find((name) => findDefinition(name) === undefined);
    if (unknown !== undefined)
      throw new Problem('invalid-request', `There is no import type ${unknown}.`, {
        errors: [{ in: 'body', pointer: '/importTypes', detail: `There is no import type ${unknown}.` }],
      });
    const { sessionId, text } = newSessionToken();
    const at = now();
    const validUntil = new Date(at.getTime() + body.minutes * 60_000).toISOString();
    await sessions.put({
      sessionId,
      sha256: hashOfToken(text),
      tenant: bearer.tenant,
      importTypes: body.importTypes,
      person: body.person,
      createdAt: at.toISOString(),
      validUntil,
    });
    return { body: { id: sessionId, token: text, validUntil } };
  },
});

const revokeSession = operation({
  id: 'revokeSession',
  method: 'DELETE',
  path: '/v1/sessions/{sessionId}',
  tag: 'Sessions',
  summary: 'Ends an import session before its time.',
  permission: 'sessions:write',
  params: z.object({ sessionId: SessionIdSchema }),
  status: 204,
  problems: ['not-found'],
  async run({ bearer, params }, { sessions }) {
    const session = await sessions.find(params.sessionId);
    if (session?.tenant !== bearer.tenant)
      throw new Problem('not-found', `There is no session ${params.sessionId}.`);
    await sessions.remove(params.sessionId);
    return { body: undefined };
  },
});

export const SESSION_OPERATIONS = [createSession, revokeSession];
