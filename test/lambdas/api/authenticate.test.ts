import { expect, it } from 'vitest';
import { createApiKey } from '../../../cli/create-api-key.ts';
import { createAuthenticate } from '../../../lambdas/api/authenticate.ts';
import { Problem } from '../../../lambdas/api/problem.ts';
import { hashOfToken, newSessionToken } from '../../../lambdas/api/tokens.ts';
import type { ImportSession } from '../../../lambdas/contracts/import-session.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/tenant-settings.ts';

const NOW = new Date('2026-11-28T10:00:00.000Z');

/** A tenant `acme` with one key and one session; `reads` counts the lookups. */
function scene() {
  const key = createApiKey('acme', 'backend', NOW);
  const { sessionId, text } = newSessionToken();
  const session: ImportSession = {
    sessionId,
    sha256: hashOfToken(text),
    tenant: 'acme',
    person: 'ann',
    createdAt: NOW.toISOString(),
    validUntil: new Date(NOW.getTime() + 60_000).toISOString(),
  };
  let now = NOW.getTime();
  let reads = 0;
  const authenticate = createAuthenticate({
    tenants: {
      read: async (tenant) => {
        reads += 1;
        return tenant === 'acme' ? { ...NO_SETTINGS, apiKeys: [key.entry] } : NO_SETTINGS;
      },
    },
    sessions: {
      find: async (id) => {
        reads += 1;
        return id === sessionId ? session : undefined;
      },
    },
    now: () => new Date(now),
  });
  return {
    key: key.text,
    token: text,
    ask: (authorization: string | undefined) => authenticate(authorization),
    pass: (ms: number) => {
      now += ms;
    },
    reads: () => reads,
  };
}

const kindOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked;
    return 'accepted';
  } catch (error) {
    return error instanceof Problem ? error.kind : String(error);
  }
};

it('finds the tenant and the role of a key and of a session', async () => {
  const { ask, key, token } = scene();
  expect(await ask(`Bearer ${key}`)).toMatchObject({ kind: 'api-key', id: 'backend', role: 'tenant-admin' });
  expect(await ask(`bearer  ${token}`)).toMatchObject({ kind: 'session', tenant: 'acme', role: 'importer' });
});

it('accepts no token that differs from a valid one in one character, is cut, or is longer', async () => {
  const { ask, key, token } = scene();
  for (const valid of [key, token]) {
    const last = valid.at(-1) === '0' ? '1' : '0';
    for (const wrong of [
      valid.slice(0, -1) + last,
      valid.slice(0, -1),
      `${valid}0`,
      valid.toUpperCase(),
      `x${valid}`,
    ])
      expect(await kindOf(ask(`Bearer ${wrong}`))).toBe('unauthenticated');
    expect(await kindOf(ask(valid))).toBe('unauthenticated');
  }
  expect(await kindOf(ask(undefined))).toBe('unauthenticated');
});

it('does not accept a session at the end of its time, also while its item still exists', async () => {
  const { ask, token, pass } = scene();
  pass(59_999);
  expect(await kindOf(ask(`Bearer ${token}`))).toBe('accepted');
  pass(1);
  expect(await kindOf(ask(`Bearer ${token}`))).toBe('unauthenticated');
});

it('answers a flood of invented tokens without a lookup for each, and then still knows the right one', async () => {
  const { ask, key, pass, reads } = scene();
  const kinds = new Set<string>();
  for (let i = 0; i < 5000; i += 1) kinds.add(await kindOf(ask(`Bearer rk_tenant${i}_${'0'.repeat(48)}`)));
  expect(kinds).toEqual(new Set(['unauthenticated', 'too-many-requests']));
  expect(reads()).toBeLessThanOrEqual(500);
  expect(await kindOf(ask('Bearer nonsense'))).toBe('unauthenticated');
  pass(1000);
  expect(await kindOf(ask(`Bearer ${key}`))).toBe('accepted');
});
