import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDefinition, IMPORT_TYPES } from '../lambdas/import-types/registry.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { readTemplateArguments, type TemplateArguments } from './template-arguments.ts';
import { type TemplateFile, templateFiles } from './template-files.ts';

const args = readTemplateArguments(process.argv.slice(2));
process.exitCode = typeof args === 'number' ? args : main(args);

function main(wish: TemplateArguments): number {
  if (wish.list) {
    for (const { name, formats, title } of IMPORT_TYPES)
      process.stdout.write(`${name.padEnd(18)}${formats.join(', ').padEnd(14)}${title}\n`);
    return 0;
  }
  const definition = findDefinition(wish.type);
  if (definition === undefined) return EXIT_CODES.wrongUsage;
  const files = templateFiles(definition, wish.format, { empty: wish.empty, now: new Date() });
  if (files.every(({ text }) => text === '')) {
    process.stderr.write(`${wish.type} in ${wish.format} has no header: leave --empty out.\n`);
    return EXIT_CODES.refused;
  }
  if (wish.out !== undefined) return write(files, wish.out);
  process.stdout.write(files.map(({ text }) => text).join(''));
  return 0;
}

function write(files: readonly TemplateFile[], out: string): number {
  for (const { name, text } of files) {
    if (name !== undefined) mkdirSync(out, { recursive: true });
    const path = name === undefined ? out : join(out, name);
    try {
      // Somebody may have filled in the last one.
      writeFileSync(path, text, { flag: 'wx' });
      process.stderr.write(`${path}\n`);
    } catch (error) {
      const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      const reason = exists ? 'exists already: choose another name' : (error as Error).message;
      process.stderr.write(`${path} ${reason}\n`);
      return EXIT_CODES.refused;
    }
  }
  return 0;
}
