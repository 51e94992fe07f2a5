import { createRollcallClient, type RollcallClient } from '../../client/rollcall-client.ts';

export interface PageClientOptions {
  /** The API's address, without `/v1`. */
  readonly api: string;
  readonly session: {
    token(): string;
    /** @returns whether another token was obtained */
    refused(token: string): Promise<boolean>;
  };
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** The client of the API, with the bearer of the session. A request that is refused as expired renews it, and is repeated. */
export function createPageClient({ api, session, fetch: send = fetch }: PageClientOptions): RollcallClient {
  return createRollcallClient({
    api,
    bearer: session.token,
    fetch: async (request) => {
      const used = bearerOf(request);
      const response = await send(request.clone());
      if (response.status !== 401 || used === undefined) return response;
      if (!(await session.refused(used))) return response;
      const headers = new Headers(request.headers);
      headers.set('authorization', `Bearer ${session.token()}`);
      return send(new Request(request, { headers }));
    },
  });
}

function bearerOf(request: Request): string | undefined {
  return request.headers.get('authorization')?.replace(/^Bearer /, '');
}
