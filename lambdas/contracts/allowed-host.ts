import * as z from 'zod';

/** Labels of at most 63 characters, at least two of them, the last one beginning with a letter: no IPv4 address does. */
const HOST_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** A scheme or none, a host, perhaps a port: nothing that an entry could mean only by mistake. */
const ENTRY = /^(?:https?:\/\/)?[^/?#@\\\s%*]+\/?$/i;

/**
 * A web server that the operator lets Rollcall fetch from: `files.example.com` (https, port 443), `files.example.com:8443`,
 * or, where there is no TLS, `http://files.example.com` in full. Exactly this host and port: no wildcards, no addresses.
 * The parsed value is the origin, `https://files.example.com`, which parses to itself.
 */
export const AllowedHostSchema = z
  .string()
  .transform((entry, context) => {
    const origin = originOf(entry);
    if (origin !== undefined) return origin;
    context.addIssue({
      code: 'custom',
      message:
        'an allowed host is a full host name such as files.example.com, perhaps with a port, or http://files.example.com for plain http; wildcards, paths and IP addresses are not possible',
    });
    return z.NEVER;
  })
  .brand<'AllowedHost'>();
export type AllowedHost = z.infer<typeof AllowedHostSchema>;

function originOf(entry: string): string | undefined {
  if (!ENTRY.test(entry)) return undefined;
  const url = URL.parse(entry.includes('://') ? entry : `https://${entry}`);
  return url !== null && HOST_NAME.test(url.hostname) ? url.origin : undefined;
}
