import * as z from 'zod';
import type { SignIn } from '../../lambdas/contracts/issuer.ts';
import { Refusal } from '../program/failure.ts';
import {
  discover,
  type Endpoints,
  type Fetch,
  OAuthError,
  post,
  printable,
  requestTokens,
  type Tokens,
} from './oauth.ts';

/** A client of `rollcall login` at an issuer. */
export type SignInClient = SignIn['issuers'][number];

export interface DeviceFlowPorts {
  readonly fetch: Fetch;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly say: (line: string) => void;
}

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
/** RFC 8628: if the issuer names no interval, and how much longer it becomes after `slow_down`. */
const INTERVAL_SECONDS = 5;

const DeviceSchema = z.object({
  device_code: z.string().min(1),
  user_code: z.string().min(1),
  verification_uri: z.url({ protocol: /^https?$/ }),
  verification_uri_complete: z.url({ protocol: /^https?$/ }).optional(),
  expires_in: z.number().positive(),
  interval: z.number().positive().default(INTERVAL_SECONDS),
});
type Device = z.output<typeof DeviceSchema>;

/**
 * Shows a page and a code, and waits until a person has signed in there (RFC 8628).
 * @throws Refusal, OAuthError
 */
export async function signInByDevice(
  client: SignInClient,
  ports: DeviceFlowPorts,
): Promise<{ readonly endpoints: Endpoints; readonly tokens: Tokens }> {
  const { issuer, clientId, scope, audience } = client;
  const endpoints = await discover(issuer, ports.fetch);
  const url = endpoints.device_authorization_endpoint;
  if (url === undefined)
    throw new Refusal(
      'NoDeviceFlow',
      `The issuer ${issuer} has no device flow. Use an API key: omit --tenant.`,
    );
  const asked = { client_id: clientId, scope, audience };
  const device = await post(issuer, url, asked, DeviceSchema, ports.fetch);
  const page = device.verification_uri_complete ?? device.verification_uri;
  ports.say(`To sign in, open this page in a browser:\n\n  ${new URL(page).href}\n`);
  ports.say(`The page asks for this code, or shows it: ${printable(device.user_code)}`);
  return { endpoints, tokens: await poll(endpoints, clientId, device, ports) };
}

async function poll(
  endpoints: Endpoints,
  clientId: string,
  device: Device,
  { fetch, sleep, clock }: DeviceFlowPorts,
): Promise<Tokens> {
  const values = { grant_type: DEVICE_CODE, client_id: clientId, device_code: device.device_code };
  const endsAt = clock() + device.expires_in * 1000;
  let seconds = device.interval;
  while (clock() < endsAt) {
    await sleep(seconds * 1000);
    try {
      return await requestTokens(endpoints, values, fetch);
    } catch (error) {
      seconds = nextInterval(error, seconds);
    }
  }
  throw expired();
}

/** @throws the error unless it only means that the person has not signed in yet */
function nextInterval(error: unknown, seconds: number): number {
  // RFC 8628: after a connection that failed, wait longer.
  if (error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError'))
    return seconds * 2;
  if (!(error instanceof OAuthError)) throw error;
  if (error.code === 'authorization_pending') return seconds;
  if (error.code === 'slow_down') return seconds + INTERVAL_SECONDS;
  if (error.code === 'expired_token') throw expired();
  if (error.code !== 'access_denied') throw error;
  throw new Refusal(
    'SignInRefused',
    'The sign-in was cancelled, or the issuer refused it. Nothing was stored.',
  );
}

function expired(): Refusal {
  return new Refusal(
    'SignInExpired',
    'The code has expired: sign in within its time. Type the command again for a new code.',
  );
}
