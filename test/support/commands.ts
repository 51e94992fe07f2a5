import { followImport } from '../../cli/follow-import.ts';
import type { ResumeAnswer } from '../../lambdas/contracts/import-commands.ts';
import type { Cloud } from '../../local/cloud.ts';
import type { JoinedCloud } from './test-cloud.ts';

/** Resumes an import and waits until its execution has ended. */
export async function resumeImport({ cloud, clients }: JoinedCloud, importId: string): Promise<ResumeAnswer> {
  const answer = (await cloud.invoke('ResumeImport', { importId })) as ResumeAnswer;
  await followImport(clients, importId, () => undefined);
  if ('idle' in cloud) await (cloud as Cloud).idle();
  return answer;
}
