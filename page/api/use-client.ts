import { createContext, use } from 'preact/compat';
import type { RollcallClient } from '../../client/rollcall-client.ts';

export const ClientContext = createContext<RollcallClient | undefined>(undefined);

export function useClient(): RollcallClient {
  const client = use(ClientContext);
  if (client === undefined) throw new Error('The component is not inside <ClientContext>.');
  return client;
}
