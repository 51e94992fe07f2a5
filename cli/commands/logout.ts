import { type Command, Option } from 'commander';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { reportFailure } from '../program/failure.ts';
import { exits } from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { normalizedApi } from '../remote/api-address.ts';
import { requiredApi } from '../remote/api-options.ts';
import { storeCredential, storedCredential } from '../remote/credentials.ts';

interface Options {
  readonly api?: string;
  readonly json: boolean;
}

export function define(command: Command): void {
  command
    .description(
      'Removes what `login` stored on this machine. An API key stays valid; the session of an operator ends within an hour.',
    )
    .addOption(new Option('--api <url>', 'the stack’s output ApiUrl').argParser(normalizedApi))
    .option('--json', 'print JSON on stdout and nothing else', false);
  addExamples(command, ['logout --api https://api.example.com/v1']);
  command.action(exits(logout));
}

function logout({ json, ...options }: Options): number {
  const api = requiredApi(options);
  try {
    const isStored = storedCredential(api, process.env) !== undefined;
    if (isStored) storeCredential(api, undefined, process.env);
    const message = isStored ? 'was removed from this machine' : 'is not stored on this machine';
    process.stderr.write(`The bearer for ${api} ${message}.\n`);
    if (json) process.stdout.write(`${JSON.stringify({ api, removed: isStored })}\n`);
    return EXIT_CODES.done;
  } catch (error) {
    return reportFailure(error, json);
  }
}
