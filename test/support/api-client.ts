import { ManageTenantsAnswerSchema } from '../../lambdas/contracts/manage-tenants.ts';
import { TenantAnswerSchema, type TenantEdit } from '../../lambdas/contracts/tenant-commands.ts';
import { signInByPages } from './browse.ts';
import { type JoinedCloud, newTenant } from './test-cloud.ts';

export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON; undefined without a body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests compare it with what they expect.
  readonly body: any;
}

export interface ApiRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Call = (method: string, path: string, request?: ApiRequest) => Promise<ApiResponse>;

/** Calls the API with a token, or without one. Redirects are not followed. */
export function createCall({ cloud }: JoinedCloud, token?: string): Call {
  return async (method, path, { body, headers } = {}) => {
    const response = await fetch(`${cloud.outputs.ApiUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
}

/** A new tenant with an API key. */
export async function createApiTenant(test: JoinedCloud) {
  const tenant = newTenant();
  const { key, keyId } = await createKey(test, tenant);
  return { tenant, key, keyId, call: createCall(test, key) };
}

/** An API key of the tenant that may do everything. */
export async function createKey({ cloud }: JoinedCloud, tenant: string) {
  const request = { action: 'create-api-key', tenant, name: 'test' };
  const answer = ManageTenantsAnswerSchema.parse(await cloud.invoke('ManageTenants', request));
  if (!answer.accepted) throw new Error(answer.message);
  return { key: answer.token as string, keyId: answer.apiKey?.keyId as string };
}

type SignedIn = Record<'verification_uri_complete' | 'device_code' | 'access_token', string>;

/** A token of the operator, from the issuer of the cloud. */
export async function signInAsOperator(test: JoinedCloud): Promise<string> {
  const { issuer, clientId, audience } = (await createCall(test)('GET', '/sign-in')).body.issuers[0];
  const post = async (path: string, values: Record<string, string>): Promise<SignedIn> =>
    (
      await fetch(`${issuer}${path}`, { method: 'POST', body: new URLSearchParams(values) })
    ).json() as Promise<SignedIn>;
  const scope = 'openid';
  const device = await post('/device/auth', { client_id: clientId, scope, audience });
  await signInByPages(device.verification_uri_complete);
  const grant = 'urn:ietf:params:oauth:grant-type:device_code';
  const tokens = await post('/token', {
    client_id: clientId,
    grant_type: grant,
    device_code: device.device_code,
  });
  return tokens.access_token;
}

export async function editTenant({ cloud }: JoinedCloud, tenant: string, ...edits: TenantEdit[]) {
  const answer = TenantAnswerSchema.parse(await cloud.invoke('EditTenant', { tenant, edits }));
  if (!answer.accepted) throw new Error(answer.message);
}

/** The body of a request that creates an import of participants. */
export const newImport = (bytes: number, more: object = {}) => ({
  importType: 'participants',
  fileName: 'users.csv',
  bytes,
  ...more,
});
