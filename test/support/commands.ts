import type { ResumeAnswer } from '../../lambdas/contracts/import-commands.ts';
import type { TestCloud } from './test-cloud.ts';

/** Resumes an import and waits until its execution has ended. */
export async function resumeImport({ cloud }: TestCloud, importId: string): Promise<ResumeAnswer> {
  const answer = (await cloud.invoke('ResumeImport', { importId })) as ResumeAnswer;
  await cloud.idle();
  return answer;
}
