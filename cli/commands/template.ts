import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { findDefinition, IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { exits } from '../program/shared-options.ts';
import { defineTemplateArguments, type TemplateArguments } from '../template-arguments.ts';
import { type TemplateFile, templateFiles } from '../template-files.ts';

export function define(command: Command): void {
  defineTemplateArguments(command, exits(printTemplate));
}

function printTemplate(args: TemplateArguments): number {
  if (args.list) {
    process.stdout.write(listTypes(args.json));
    return EXIT_CODES.done;
  }
  const definition = findDefinition(args.type);
  if (definition === undefined) return EXIT_CODES.wrongUsage;
  const files = templateFiles(definition, args.format, { empty: args.empty, now: new Date() });
  if (files.every(({ text }) => text === '')) {
    process.stderr.write(`${args.type} in ${args.format} has no header: omit --empty.\n`);
    return EXIT_CODES.refused;
  }
  const { type, format } = args;
  if (args.out !== undefined) {
    const paths = write(files, args.out);
    if (paths !== undefined && args.json)
      process.stdout.write(`${JSON.stringify({ type, format, files: paths })}\n`);
    return paths === undefined ? EXIT_CODES.refused : EXIT_CODES.done;
  }
  process.stdout.write(
    args.json ? `${JSON.stringify({ type, format, files })}\n` : files.map(({ text }) => text).join(''),
  );
  return EXIT_CODES.done;
}

function listTypes(json: boolean): string {
  if (json)
    return `${JSON.stringify(IMPORT_TYPES.map(({ name, formats, title }) => ({ name, formats, title })))}\n`;
  return IMPORT_TYPES.map(
    ({ name, formats, title }) => `${name.padEnd(18)}${formats.join(', ').padEnd(14)}${title}\n`,
  ).join('');
}

/** @returns the paths; undefined when one exists already, or cannot be written */
function write(files: readonly TemplateFile[], out: string): readonly string[] | undefined {
  const paths: string[] = [];
  for (const { name, text } of files) {
    if (name !== undefined) mkdirSync(out, { recursive: true });
    const path = name === undefined ? out : join(out, name);
    try {
      // An existing template may have been filled in.
      writeFileSync(path, text, { flag: 'wx' });
      process.stderr.write(`${path}\n`);
      paths.push(path);
    } catch (error) {
      const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      const reason = exists ? 'exists already: choose another name' : (error as Error).message;
      process.stderr.write(`${path} ${reason}\n`);
      return undefined;
    }
  }
  return paths;
}
