import { type Command, InvalidArgumentError } from 'commander';
import type * as z from 'zod';
import { ImportIdSchema } from '../../lambdas/contracts/import.ts';
import { TenantSchema } from '../../lambdas/contracts/import-options.ts';
import { inPlainWords } from '../../lambdas/core/wording/describe-issue.ts';
import { DEFAULT_STATE } from './default-state.ts';

/** Options that most commands have, each worded and checked once. */
export interface StateAndJson {
  readonly state: string;
  readonly json: boolean;
}

export function addStateAndJson(command: Command): Command {
  return command
    .option('--json', 'print JSON on stdout and nothing else', false)
    .option('--state <dir>', 'where users, imports, files and e-mails are stored', DEFAULT_STATE);
}

export function addOut(command: Command): Command {
  return command.option('--out <dir>', 'empty or new directory for the files (default: out/<import id>)');
}

export function addImportId(command: Command): Command {
  return command.argument('<import id>', 'such as imp_01kakr5e3h…; `npx rollcall list` shows them', importId);
}

export const importId = checked(ImportIdSchema);
export const tenant = checked(TenantSchema);

/** Parses an argument or the value of an option. @throws InvalidArgumentError with the schema's message */
export function checked(schema: z.ZodType<string>): (value: string) => string {
  return (value) => {
    const parsed = schema.safeParse(value, inPlainWords);
    if (!parsed.success)
      throw new InvalidArgumentError(sentence(parsed.error.issues[0]?.message ?? 'invalid'));
    return parsed.data;
  };
}

/** A schema's message as commander's errors are written. */
export function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

/** Ignores case. @throws InvalidArgumentError */
export function oneOf<T extends string>(choices: readonly T[]): (value: string) => T {
  return (value) => {
    const choice = choices.find((one) => one.toLowerCase() === value.toLowerCase());
    if (choice !== undefined) return choice;
    throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
  };
}

/** @throws InvalidArgumentError */
export function wholeNumber(max: number, min = 0): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d{1,9}$/.test(value) || number < min || number > max)
      throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
    return number;
  };
}

/** Makes an action of work that resolves to the exit code. */
export function exits<A extends unknown[]>(work: (...args: A) => Promise<number> | number) {
  return async (...args: A): Promise<void> => {
    process.exitCode = await work(...args);
  };
}
