import type { AllowedHost } from '../../contracts/allowed-host.ts';
import { readFetchUrl } from './fetch-url.ts';

/** `loopback`: on one machine, receivers on this machine are reached too, without TLS. */
export type WebhookHosts = 'public' | 'loopback';

export type WebhookUrl =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly message: string };

const MESSAGES: Readonly<Record<string, string>> = {
  CREDENTIALS_IN_URL: 'Give a URL without user name and password; verify the signature instead.',
  ADDRESS_IN_URL: 'Give a URL with a host name, not with an IP address.',
};

/** Reads the URL of an endpoint. Its host is judged when a message is sent, by its addresses. */
export function readWebhookUrl(text: string, hosts: WebhookHosts): WebhookUrl {
  const origin = (URL.parse(text)?.origin ?? '') as AllowedHost;
  const read = readFetchUrl(text, [origin]);
  if (!read.ok)
    return {
      ok: false,
      message: MESSAGES[read.reason] ?? 'Give a URL such as https://example.com/rollcall.',
    };
  if (read.url.protocol !== 'https:' && hosts === 'public')
    return { ok: false, message: 'Give a URL that begins with https://.' };
  if (read.url.hash !== '') return { ok: false, message: 'Give a URL without a fragment (#…).' };
  return read;
}
