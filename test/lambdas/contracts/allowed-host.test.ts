import { describe, expect, it } from 'vitest';
import { AllowedHostSchema } from '../../../lambdas/contracts/allowed-host.ts';

describe('a host that the operator allows', () => {
  it.each([
    ['a name is https at the usual port', 'files.example.com', 'https://files.example.com'],
    ['a port of its own', 'files.example.com:8443', 'https://files.example.com:8443'],
    ['https in full', 'https://files.example.com/', 'https://files.example.com'],
    ['the usual port in full', 'https://files.example.com:443', 'https://files.example.com'],
    ['plain http only in full', 'http://files.example.com', 'http://files.example.com'],
    ['plain http at a port', 'http://files.example.com:8080', 'http://files.example.com:8080'],
    ['upper case', 'Files.Example.COM', 'https://files.example.com'],
    ['an international name', 'bücher.example', 'https://xn--bcher-kva.example'],
    ['a bucket', 'my_files.s3.eu-central-1.amazonaws.com', 'https://my_files.s3.eu-central-1.amazonaws.com'],
  ])('%s', (_what, entry, origin) => {
    expect(AllowedHostSchema.parse(entry)).toBe(origin);
    expect(AllowedHostSchema.parse(origin)).toBe(origin);
  });

  it.each([
    ['nothing', ''],
    ['a wildcard', '*.example.com'],
    ['every host', '*'],
    ['a name of one label', 'localhost'],
    ['a trailing dot', 'files.example.com.'],
    ['an empty label', 'files..example.com'],
    ['an IPv4 address', '93.184.215.14'],
    ['a hexadecimal IPv4 address', '0x7f.0.0.1'],
    ['a full-width IPv4 address', '１２７.０.０.１'],
    ['an IPv6 address', '[2606:4700::1111]'],
    ['a path', 'files.example.com/users'],
    ['a user name', 'me@files.example.com'],
    ['another scheme', 'ftp://files.example.com'],
    ['a percent-encoded name', 'files%2eexample.com'],
    ['two names', 'files.example.com, other.example.com'],
    ['a port that does not exist', 'files.example.com:70000'],
    ['a label of 64 characters', `${'a'.repeat(64)}.example.com`],
  ])('is not %s', (_what, entry) => {
    const read = AllowedHostSchema.safeParse(entry);
    expect(read.error?.issues[0]?.message).toMatch(/full host name such as files.example.com/);
  });
});
