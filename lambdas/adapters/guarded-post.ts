import { isPublicAddress } from '../core/network/public-address.ts';
import { readWebhookUrl, type WebhookHosts } from '../core/network/webhook-url.ts';
import { startDeadline } from './guarded-fetch/deadline.ts';
import { FetchRefused } from './guarded-fetch/fetch-refused.ts';
import { INTERNET, type Network } from './guarded-fetch/network.ts';
import { openConnection } from './guarded-fetch/open-connection.ts';
import { sendMessage } from './guarded-fetch/send-message.ts';

/** From the call to the headers of the answer. */
const TIMEOUT_MS = 10_000;

export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The status of the answer, or why there is none: a code of CSV_PATH_REFUSALS. */
export type Posted =
  | { readonly ok: true; readonly status: number; readonly retryAfter?: string | undefined }
  | { readonly ok: false; readonly reason: string };

/** Sends a message to a URL that a tenant named, and reaches nothing else by it: public addresses, one POST, no redirects. */
export type PostMessage = (url: string, message: Message) => Promise<Posted>;

export function createGuardedPost(hosts: WebhookHosts, network: Network = networkOf(hosts)): PostMessage {
  return async (url, message) => {
    const target = readWebhookUrl(url, hosts);
    if (!target.ok) return { ok: false, reason: 'URL_NOT_ALLOWED' };
    const deadline = startDeadline({ timeoutMs: TIMEOUT_MS, headersTimeoutMs: TIMEOUT_MS }, network);
    try {
      const connection = await openConnection(target.url, network, deadline);
      return { ok: true, ...(await sendMessage(target.url, connection, message, deadline)) };
    } catch (error) {
      if (error instanceof FetchRefused) return { ok: false, reason: error.refusal.reason };
      throw error;
    } finally {
      deadline.end();
    }
  };
}

const LOOPBACK = /^(127\.|::1$)/;

function networkOf(hosts: WebhookHosts): Network {
  if (hosts === 'public') return INTERNET;
  return { ...INTERNET, permits: (address) => LOOPBACK.test(address) || isPublicAddress(address) };
}
