import { type Command, Option } from 'commander';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { reportFailure } from '../program/failure.ts';
import { exits } from '../program/shared-options.ts';
import { addExamples } from '../program/usage-error.ts';
import { normalizedApi } from '../remote/api-address.ts';
import { requiredApi } from '../remote/api-options.ts';
import { type Credential, storeCredential, storedCredential } from '../remote/credentials.ts';
import { endSignIn } from '../remote/end-sign-in.ts';
import { explainFailure } from '../remote/explain-failure.ts';

interface Options {
  readonly api?: string;
  readonly json: boolean;
}

export function define(command: Command): void {
  command
    .description(
      'Removes what `login` stored on this machine. The session of an operator is ended, and the sign-in is revoked at the issuer. An API key stays valid: revoke it with `rollcall tenant revoke-key`.',
    )
    .addOption(new Option('--api <url>', 'the stack’s output ApiUrl').argParser(normalizedApi))
    .option('--json', 'print JSON on stdout and nothing else', false);
  addExamples(command, ['logout --api https://api.example.com/v1']);
  command.action(exits(logout));
}

async function logout({ json, ...options }: Options): Promise<number> {
  const api = requiredApi(options);
  try {
    const credential = storedCredential(api, process.env);
    const isStored = credential !== undefined;
    if (isStored) storeCredential(api, undefined, process.env);
    const message = isStored ? 'was removed from this machine' : 'is not stored on this machine';
    process.stderr.write(`The bearer for ${api} ${message}.\n`);
    const left = credential && (await end(api, credential));
    if (left !== undefined) process.stderr.write(`${left}\n`);
    if (json) process.stdout.write(`${JSON.stringify({ api, removed: isStored })}\n`);
    return EXIT_CODES.done;
  } catch (error) {
    return reportFailure(error, json);
  }
}

/** A failure is reported, and is no failure of the command: the bearer is no longer on this machine. */
async function end(api: string, credential: Credential): Promise<string | undefined> {
  if (credential.kind !== 'operator') return undefined;
  try {
    return await endSignIn(api, credential, fetch);
  } catch (error) {
    const cause = explainFailure(error, { api, bearer: credential.token });
    const reason = cause instanceof Error ? cause.message : String(cause);
    return `Your sign-in could not be ended there: ${reason} It is valid until ${credential.validUntil}.`;
  }
}
