import * as z from 'zod';
import { Refusal } from '../program/failure.ts';
import { isLoopback } from './api-address.ts';

/** Requests to an issuer of operators' tokens: OpenID Connect discovery, RFC 8628 and RFC 6749. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

const TIMEOUT_MS = 30_000;

/** An address to which codes and tokens may be sent. */
const EndpointSchema = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith('https:') || isLoopback(url), 'expected https');

const DiscoverySchema = z.object({
  issuer: z.string(),
  token_endpoint: EndpointSchema,
  device_authorization_endpoint: EndpointSchema.optional(),
  revocation_endpoint: EndpointSchema.optional(),
});
export type Endpoints = z.infer<typeof DiscoverySchema>;

const TokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().optional(),
  /** Seconds. An issuer that names none must document it (RFC 6749). */
  expires_in: z.number().positive().default(300),
});
export type Tokens = z.infer<typeof TokensSchema>;

const OAuthErrorSchema = z.object({ error: z.string(), error_description: z.string().optional() });

/** What an issuer answers in place of tokens, such as `authorization_pending`. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: string;

  constructor(issuer: string, { error, error_description: description }: z.infer<typeof OAuthErrorSchema>) {
    const said = description === undefined ? error : `${error}: ${description}`;
    super(`The issuer ${issuer} refused the request (${printable(said)}).`);
    this.code = error;
  }
}

/** @throws Refusal if the issuer is not as OpenID Connect requires */
export async function discover(issuer: string, fetch: Fetch): Promise<Endpoints> {
  if (!EndpointSchema.safeParse(issuer).success) throw unusable(issuer, 'its address must begin with https');
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const parsed = DiscoverySchema.safeParse(await jsonOf(await fetch(url, limits())));
  if (!parsed.success || parsed.data.issuer !== issuer)
    throw unusable(issuer, `${url} is not its OpenID Connect configuration`);
  return parsed.data;
}

/** @throws OAuthError, Refusal */
export async function requestTokens(
  { issuer, token_endpoint: url }: Endpoints,
  values: Readonly<Record<string, string>>,
  fetch: Fetch,
): Promise<Tokens> {
  return post(issuer, url, values, TokensSchema, fetch);
}

/** RFC 7009. The answer to a token that is not valid is the same. @throws OAuthError, Refusal */
export async function revokeToken(
  { issuer, revocation_endpoint: url }: Endpoints,
  values: { readonly client_id: string; readonly token: string },
  fetch: Fetch,
): Promise<boolean> {
  if (url === undefined) return false;
  const response = await fetch(url, { ...limits(), method: 'POST', body: new URLSearchParams(values) });
  if (response.ok) return true;
  const error = OAuthErrorSchema.safeParse(await jsonOf(response));
  throw error.success
    ? new OAuthError(issuer, error.data)
    : unusable(issuer, `it answered ${response.status}`);
}

/** Posts a form. @throws OAuthError, Refusal */
export async function post<T>(
  issuer: string,
  url: string,
  values: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
  fetch: Fetch,
): Promise<T> {
  const response = await fetch(url, { ...limits(), method: 'POST', body: new URLSearchParams(values) });
  const body = await jsonOf(response);
  const error = OAuthErrorSchema.safeParse(body);
  if (error.success) throw new OAuthError(issuer, error.data);
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw unusable(issuer, `its answer with the status ${response.status} was not understood`);
  return parsed.data;
}

function limits(): RequestInit {
  return {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
}

async function jsonOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}

function unusable(issuer: string, why: string): Refusal {
  return new Refusal(
    'UnusableIssuer',
    `The issuer ${printable(issuer)} cannot be used: ${why}. Ask who runs Rollcall.`,
  );
}

/** Text of a server, for a terminal. */
export function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 500);
}
