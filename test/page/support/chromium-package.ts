import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where npm has installed the browser, compressed. */
const directory = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');

export const chromiumPackage = {
  archives: join(directory, 'bin'),
  version: (): string => JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')).version,
};
