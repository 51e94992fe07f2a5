import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { RollcallClient } from '../../client/rollcall-client.ts';
import type { ImportTypeDefinition } from '../../lambdas/core/import-type/import-type.ts';
import { findDefinition, IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { readApi } from '../imports/read-api.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { Refusal, reportFailure } from '../program/failure.ts';
import { exits } from '../program/shared-options.ts';
import { targetOf } from '../remote/api-options.ts';
import { defineTemplateArguments, type TemplateArguments } from '../templates/template-arguments.ts';
import { namedFiles, type TemplateFile, templateFiles } from '../templates/template-files.ts';

export function define(command: Command): void {
  defineTemplateArguments(command, exits(printTemplate));
}

async function printTemplate(args: TemplateArguments): Promise<number> {
  const target = targetOf(args);
  if (target !== undefined)
    return readApi(target, args.json, async (client) => {
      if (!args.list) return emit(await templateByApi(client, args), args);
      const { importTypes } = await client.listImportTypes();
      process.stdout.write(listTypes(importTypes, args.json));
      return EXIT_CODES.done;
    });
  if (args.list) {
    process.stdout.write(listTypes(IMPORT_TYPES, args.json));
    return EXIT_CODES.done;
  }
  const definition = findDefinition(args.type);
  if (definition === undefined) return EXIT_CODES.wrongUsage;
  return emit(templateFiles(definition, args.format, { empty: args.empty, now: new Date() }), args);
}

type OneType = Extract<TemplateArguments, { list: false }>;

/** @throws Refusal for a format that the stage does not have */
async function templateByApi(client: RollcallClient, { type, format, empty }: OneType) {
  const { files, formats, headerFile } = await client.getImportType(type);
  const file = files.find((one) => one.format === format);
  if (file === undefined)
    throw new Refusal('NoTemplate', `The stage reads ${type} in ${formats.join(' and ')} only.`);
  return namedFiles(empty ? file.template : file.sample, headerFile, new Date());
}

function emit(files: readonly TemplateFile[], { type, format, out, json }: OneType): number {
  if (files.every(({ text }) => text === '')) {
    const message = `${type} in ${format} has no header: omit --empty.`;
    return reportFailure(new Refusal('NoHeader', message), json);
  }
  if (out !== undefined) {
    try {
      const paths = write(files, out);
      if (json) process.stdout.write(`${JSON.stringify({ type, format, files: paths })}\n`);
      return EXIT_CODES.done;
    } catch (error) {
      return reportFailure(error, json);
    }
  }
  process.stdout.write(
    json ? `${JSON.stringify({ type, format, files })}\n` : files.map(({ text }) => text).join(''),
  );
  return EXIT_CODES.done;
}

type Listed = Pick<ImportTypeDefinition, 'name' | 'title' | 'formats'>;

function listTypes(types: readonly Listed[], json: boolean): string {
  if (json) return `${JSON.stringify(types.map(({ name, formats, title }) => ({ name, formats, title })))}\n`;
  const width = Math.max(...types.map(({ formats }) => formats.join(', ').length));
  return types
    .map(({ name, formats, title }) => `${name.padEnd(18)}${formats.join(', ').padEnd(width)}  ${title}\n`)
    .join('');
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
