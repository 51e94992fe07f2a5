import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

it('package-lock.json contains the binaries of every platform, which `npm ci` requires', () => {
  const lock: { readonly packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(
    readFileSync('package-lock.json', 'utf8'),
  );
  const binaries = Object.values(lock.packages)
    .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    .filter((name) => /(darwin|linux|win32|android|freebsd)/.test(name));
  expect(binaries.filter((name) => lock.packages[`node_modules/${name}`] === undefined)).toEqual([]);
  expect(binaries.length).toBeGreaterThan(20);
});
