import { createHmac } from 'node:crypto';
import type { WebhookSecret } from '../../contracts/webhook.ts';

export const SECRET_PREFIX = 'whsec_';

export interface SignedMessage {
  readonly id: string;
  readonly body: string;
  readonly at: Date;
}

/**
 * The headers of Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.
 * There is one signature for each secret that is valid, so that a receiver can change its secret without a gap.
 */
export function signedHeaders({ id, body, at }: SignedMessage, secrets: readonly WebhookSecret[]) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = validSecrets(secrets, at).map(({ secret }) => {
    const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

function validSecrets(secrets: readonly WebhookSecret[], at: Date): readonly WebhookSecret[] {
  return secrets.filter(
    ({ validUntil }) => validUntil === undefined || Date.parse(validUntil) > at.getTime(),
  );
}

/**
 * The secrets after a rotation: the new one, and the last one until its end. Earlier ones are dropped, so that there are
 * never more than two signatures.
 * @param overlapMs 0 drops the last one at once, because others may know it
 */
export function rotatedSecrets(
  [current]: readonly WebhookSecret[],
  secret: string,
  { at, overlapMs }: { readonly at: Date; readonly overlapMs: number },
): readonly WebhookSecret[] {
  if (current === undefined || overlapMs === 0) return [{ secret }];
  return [
    { secret },
    { secret: current.secret, validUntil: new Date(at.getTime() + overlapMs).toISOString() },
  ];
}
