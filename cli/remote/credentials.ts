import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';

const OperatorCredentialSchema = z.object({
  kind: z.literal('operator'),
  /** Of a session of the tenant; without a tenant, the access token of the issuer. */
  token: z.string().min(1),
  validUntil: z.iso.datetime(),
  tenant: z.string().optional(),
  issuer: z.string(),
  clientId: z.string(),
  /** Absent: the issuer gave none, so that the operator signs in again at the end of the session. */
  refreshToken: z.string().optional(),
});
export type OperatorCredential = z.infer<typeof OperatorCredentialSchema>;

/** What `login` stores for an API. */
const CredentialSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('api-key'), token: z.string().min(1) }),
  OperatorCredentialSchema,
]);
export type Credential = z.infer<typeof CredentialSchema>;

/** By the address of the API. */
const CredentialsSchema = z.record(z.string(), CredentialSchema);

/** XDG base directories. */
export function credentialsFile({ XDG_CONFIG_HOME }: NodeJS.ProcessEnv): string {
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'rollcall', 'credentials.json');
}

export function storedCredential(api: string, environment: NodeJS.ProcessEnv): Credential | undefined {
  return readCredentials(credentialsFile(environment))[api];
}

/** The addresses for which a bearer is stored. */
export function storedApis(environment: NodeJS.ProcessEnv): readonly string[] {
  return Object.keys(readCredentials(credentialsFile(environment)));
}

/** @param credential undefined removes it @returns the file */
export function storeCredential(
  api: string,
  credential: Credential | undefined,
  environment: NodeJS.ProcessEnv,
): string {
  const file = credentialsFile(environment);
  const { [api]: _, ...others } = readCredentials(file);
  const all = credential === undefined ? others : { ...others, [api]: credential };
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Replaced as a whole: the mode of an existing file would stay, and a command may read it at any time.
  const partial = `${file}.${process.pid}.new`;
  writeFileSync(partial, `${JSON.stringify(all, undefined, 2)}\n`, { mode: 0o600 });
  chmodSync(partial, 0o600);
  renameSync(partial, file);
  return file;
}

function readCredentials(file: string): z.infer<typeof CredentialsSchema> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {};
  }
  const parsed = CredentialsSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw new Error(`The file ${file} cannot be read. Delete it, and log in again.`);
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
