import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What runs, or is deployed, after `npm ci --omit=dev`. */
const RUNTIME_FOLDERS = ['bin', 'cli', 'client', 'lambdas', 'lib', 'local', 'page'];

/** Packages that no file imports: the binary that npm scripts run, and the command that deploys. */
const COMMANDS = ['aws-cdk', 'node'];

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}
interface LockFile {
  readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8'));
const manifest = readJson<Manifest>('package.json');

/** Imports, re-exports and dynamic imports of values; `import type` is gone when the code runs. */
const VALUE_IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^;'"]*?\bfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

/** In a style sheet. */
const STYLE_IMPORT = /^@import "([^"]+)"/gm;

function packagesOf(source: string): readonly string[] {
  return [...source.matchAll(VALUE_IMPORT), ...source.matchAll(STYLE_IMPORT)]
    .map(([, statically, dynamically]) => statically ?? dynamically ?? '')
    .filter((name) => !name.startsWith('.') && !name.startsWith('node:') && !builtinModules.includes(name))
    .map((name) => /^(@[^/]+\/[^/]+|[^/]+)/.exec(name)?.[0] ?? name);
}

function importsOf(folder: string): readonly { readonly file: string; readonly name: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(tsx?|css)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file))
    .flatMap((file) => packagesOf(readFileSync(file, 'utf8')).map((name) => ({ file, name })));
}

const imported = RUNTIME_FOLDERS.flatMap(importsOf);

describe('npm ci --omit=dev', () => {
  it('installs every package that the command and the deployed code import', () => {
    expect(imported.filter(({ name }) => !(name in manifest.dependencies))).toEqual([]);
  });

  it('installs no package that only developers use', () => {
    const used = new Set([...imported.map(({ name }) => name), ...COMMANDS]);
    expect(Object.keys(manifest.dependencies).filter((name) => !used.has(name))).toEqual([]);
  });

  it('finds the imports of a package in every form that the code uses', () => {
    const source = `
import { a } from 'one/sub';
import two, {
  b,
} from '@scope/two/sub.js';
import type { C } from 'types-only';
import './side-effect.ts';
import 'three';
export { d } from 'four';
const five = import('five');
@import "six/theme.css";
import { join } from 'node:path';`;
    expect(packagesOf(source)).toEqual(['one', '@scope/two', 'three', 'four', 'five', 'six']);
  });
});

it('approves the install script of every package that has one, so that npm ci asks nothing', () => {
  const withScript = Object.entries(readJson<LockFile>('package-lock.json').packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(withScript.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
  expect(withScript.length).toBeGreaterThan(0);
});
