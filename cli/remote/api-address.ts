import { InvalidArgumentError } from 'commander';

/** @returns the address with `/v1` @throws InvalidArgumentError */
export function normalizedApi(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '')
    throw new InvalidArgumentError('Expected the address of an API, such as https://api.example.com/v1.');
  if (url.protocol === 'http:' && !isLoopback(url.href))
    throw new InvalidArgumentError('Expected https: the API key would be sent without encryption.');
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.origin}${path.endsWith('/v1') ? path : `${path}/v1`}`;
}

/** Whether this machine serves it. */
export function isLoopback(api: string): boolean {
  const { hostname } = new URL(api);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
