import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { findDefinition, IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { Refusal, reportFailure } from '../program/failure.ts';
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
    const message = `${args.type} in ${args.format} has no header: omit --empty.`;
    return reportFailure(new Refusal('NoHeader', message), args.json);
  }
  const { type, format } = args;
  if (args.out !== undefined) {
    try {
      const paths = write(files, args.out);
      if (args.json) process.stdout.write(`${JSON.stringify({ type, format, files: paths })}\n`);
      return EXIT_CODES.done;
    } catch (error) {
      return reportFailure(error, args.json);
    }
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

/** @returns the paths. @throws Refusal when one exists already, or cannot be written */
function write(files: readonly TemplateFile[], out: string): readonly string[] {
  return files.map(({ name, text }) => {
    const path = name === undefined ? out : join(out, name);
    try {
      if (name !== undefined) mkdirSync(out, { recursive: true });
      // An existing template may have been filled in.
      writeFileSync(path, text, { flag: 'wx' });
    } catch (error) {
      throw new Refusal('CannotWrite', whyNotWritten(path, error));
    }
    process.stderr.write(`${path}\n`);
    return path;
  });
}

function whyNotWritten(path: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return `${path} exists already: choose another name`;
  return code === 'ENOENT' ? `The folder ${dirname(path)} does not exist.` : `${path} ${message}`;
}
