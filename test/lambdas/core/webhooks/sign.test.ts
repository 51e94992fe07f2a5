import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { rotatedSecrets, SECRET_PREFIX, signedHeaders } from '../../../../lambdas/core/webhooks/sign.ts';
import { lawRuns } from '../../../support/law-runs.ts';

const HOUR_MS = 3_600_000;
const secret = () => `${SECRET_PREFIX}${randomBytes(32).toString('base64')}`;
const messages = fc.record({
  id: fc.stringMatching(/^evt_[0-9a-z]{26}$/),
  body: fc.json(),
});

/** The verification compares with the clock. */
const at = new Date();

describe('the signature of a message', () => {
  it('is accepted by standardwebhooks with each valid secret, and with no other one', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const [last, current] = [secret(), secret()];
        const secrets = rotatedSecrets([{ secret: last }], current, { at, overlapMs: HOUR_MS });
        const headers = signedHeaders({ ...message, at }, secrets);
        expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
        for (const one of [last, current])
          expect(new Webhook(one).verify(message.body, headers)).toEqual(JSON.parse(message.body));
        expect(() => new Webhook(secret()).verify(message.body, headers)).toThrow('No matching signature');
      }),
      lawRuns(50),
    );
  });

  it('is refused by standardwebhooks for another body, id or time', () => {
    fc.assert(
      fc.property(messages, fc.nat(), (message, position) => {
        const own = secret();
        const headers = signedHeaders({ ...message, at }, [{ secret: own }]);
        const verify = (body: string, changed: Partial<typeof headers>) =>
          new Webhook(own).verify(body, { ...headers, ...changed });
        const place = position % message.body.length;
        const tampered = `${message.body.slice(0, place)}~${message.body.slice(place + 1)}`;
        expect(() => verify(tampered, {})).toThrow('No matching signature');
        expect(() => verify(message.body, { 'webhook-id': 'evt_other' })).toThrow('No matching signature');
        const later = String(Number(headers['webhook-timestamp']) + 1);
        expect(() => verify(message.body, { 'webhook-timestamp': later })).toThrow('No matching signature');
      }),
      lawRuns(50),
    );
  });

  it('is refused by standardwebhooks when it is old', () => {
    const own = secret();
    const old = new Date(at.getTime() - HOUR_MS);
    const headers = signedHeaders({ id: 'evt_1', body: '{}', at: old }, [{ secret: own }]);
    expect(() => new Webhook(own).verify('{}', headers)).toThrow('too old');
  });

  it('is made with the last secret until its end, and with two secrets at most', () => {
    const [first, second, third] = [secret(), secret(), secret()];
    const once = rotatedSecrets([{ secret: first }], second, { at, overlapMs: HOUR_MS });
    const count = (secrets: typeof once, ms: number) =>
      signedHeaders({ id: 'evt_1', body: '{}', at: new Date(at.getTime() + ms) }, secrets)[
        'webhook-signature'
      ].split(' ').length;
    expect([count(once, HOUR_MS - 1), count(once, HOUR_MS)]).toEqual([2, 1]);
    const twice = rotatedSecrets(once, third, { at, overlapMs: HOUR_MS });
    expect(twice.map((one) => one.secret)).toEqual([third, second]);
    expect(rotatedSecrets(twice, first, { at, overlapMs: 0 })).toEqual([{ secret: first }]);
  });
});
