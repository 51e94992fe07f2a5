import { followImport } from '../../cli/imports/follow-import.ts';
import { readImport } from '../../cli/imports/import-progress.ts';
import {
  type CancelAnswer,
  CancelAnswerSchema,
  type ConfirmAnswer,
  ConfirmAnswerSchema,
  type ResumeAnswer,
  ResumeAnswerSchema,
} from '../../lambdas/contracts/import-commands.ts';
import type { Cloud } from '../../local/cloud.ts';
import type { JoinedCloud } from './test-cloud.ts';

/** Resumes an import and waits until its execution has ended. */
export async function resumeImport(test: JoinedCloud, importId: string): Promise<ResumeAnswer> {
  const answer = ResumeAnswerSchema.parse(await invokeFor(test, 'ResumeImport', importId));
  await followImport(test.clients, importId, () => undefined);
  if ('idle' in test.cloud) await (test.cloud as Cloud).idle();
  return answer;
}

export async function confirmImport(test: JoinedCloud, importId: string): Promise<ConfirmAnswer> {
  return ConfirmAnswerSchema.parse(await invokeFor(test, 'ConfirmImport', importId));
}

export async function cancelImport(test: JoinedCloud, importId: string): Promise<CancelAnswer> {
  return CancelAnswerSchema.parse(await invokeFor(test, 'CancelImport', importId));
}

/** Invokes a command as the tenant of the import. */
export async function invokeFor(
  { cloud, clients }: JoinedCloud,
  functionName: string,
  importId: string,
): Promise<unknown> {
  const { tenant } = await readImport(clients, importId);
  return cloud.invoke(functionName, { importId, tenant });
}
