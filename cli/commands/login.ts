import { setTimeout } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { ApiProblem } from '../../client/errors.ts';
import { EXIT_CODES } from '../program/exit-codes.ts';
import { Refusal, reportFailure } from '../program/failure.ts';
import { exits } from '../program/shared-options.ts';
import { addExamples, UsageError } from '../program/usage-error.ts';
import { normalizedApi } from '../remote/api-address.ts';
import { requiredApi } from '../remote/api-options.ts';
import { connectApi } from '../remote/connect-api.ts';
import { type Credential, storeCredential } from '../remote/credentials.ts';
import { explainFailure } from '../remote/explain-failure.ts';
import { signInOperator } from '../remote/operator-session.ts';
import { readSecret } from '../terminal/read-secret.ts';

interface Options {
  readonly api?: string;
  readonly tenant?: string;
  readonly operator?: true;
  readonly issuer?: string;
  readonly json: boolean;
}

export function define(command: Command): void {
  command
    .description(
      'Stores an API key for a deployed Rollcall, or signs you in as an operator. The key is read from stdin, checked, and stored in a file that only you can read. Later commands with the same --api need no key.',
    )
    .addOption(new Option('--api <url>', 'the stack’s output ApiUrl').argParser(normalizedApi))
    .option(
      '--tenant <tenant>',
      'for operators: sign in with a browser, and act for this tenant. The session is renewed as long as the issuer allows',
    )
    .addOption(
      new Option(
        '--operator',
        'for operators: sign in with a browser, to manage tenants with `rollcall tenant`',
      ).conflicts('tenant'),
    )
    .option('--issuer <url>', 'the issuer to sign in with, if the stage has several')
    .option('--json', 'print JSON on stdout and nothing else', false);
  addExamples(command, [
    'login --api https://api.example.com/v1',
    'login --api https://api.example.com/v1 < key.txt',
    'login --api https://api.example.com/v1 --tenant acme',
    'login --api https://api.example.com/v1 --operator',
  ]);
  command.action(exits(login));
}

async function login({ json, tenant, operator, issuer, ...options }: Options): Promise<number> {
  const api = requiredApi(options);
  const isOperator = operator ?? tenant !== undefined;
  if (issuer !== undefined && !isOperator)
    throw new UsageError("error: option '--issuer' needs '--tenant TENANT' or '--operator'", (words) => [
      ...words,
      '--tenant',
      'TENANT',
    ]);
  let bearer: string | undefined;
  try {
    const credential = isOperator ? await signIn(api, tenant, issuer) : await askForKey(api);
    bearer = credential.token;
    await checkCredential(api, credential);
    const file = storeCredential(api, credential, process.env);
    const what = isOperator ? signedInTo(tenant) : 'The API key';
    process.stderr.write(`${what} for ${api} is stored in ${file}.\n`);
    if (json)
      process.stdout.write(`${JSON.stringify({ api, file, ...(tenant !== undefined && { tenant }) })}\n`);
    return EXIT_CODES.done;
  } catch (error) {
    return reportFailure(explainFailure(error, { api, ...(bearer !== undefined && { bearer }) }), json);
  }
}

function signedInTo(tenant: string | undefined): string {
  return tenant === undefined ? 'Your sign-in as an operator' : `A session of the tenant ${tenant}`;
}

async function signIn(
  api: string,
  tenant: string | undefined,
  issuer: string | undefined,
): Promise<Credential> {
  return signInOperator(
    { api, tenant, issuer },
    {
      fetch,
      sleep: (ms) => setTimeout(ms),
      clock: () => performance.now(),
      say: (line) => process.stderr.write(`${line}\n`),
    },
  );
}

/** @throws Refusal without a key */
async function askForKey(api: string): Promise<Credential> {
  const token = await readSecret(`API key for ${api}: `);
  if (token === '') throw new Refusal('NoKey', 'There was no API key on stdin. Nothing was stored.');
  return { kind: 'api-key', token };
}

/** @throws ApiProblem when the API does not accept it. A key that may not do this is accepted. */
async function checkCredential(api: string, { token }: Credential): Promise<void> {
  const client = connectApi({ api, bearer: token }, (line) => process.stderr.write(`${line}\n`));
  await client.listImportTypes().catch((error: unknown) => {
    if (!(error instanceof ApiProblem && error.kind === 'forbidden')) throw error;
  });
}
