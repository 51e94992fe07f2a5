import type { OpenedCloud } from '../local/open-cloud.ts';
import { type Asked, answerQuestion } from './answer-question.ts';
import type { Clients } from './clients.ts';
import { fetchOutcome, type ImportRun } from './fetch-outcome.ts';
import { followImport } from './follow-import.ts';

/**
 * Follows an import to its end, answering where it asks for its confirmation; where nobody is there to answer it may be
 * left waiting.
 * @param out where the files that it leaves go
 */
export async function followAndAnswer(
  cloud: OpenedCloud,
  clients: Clients,
  importId: string,
  { out, ...asked }: Omit<Asked, 'cloud'> & { readonly out: string | undefined },
): Promise<ImportRun> {
  const { progress } = asked;
  let item = await followImport(clients, importId, progress.import, true);
  if (item.status === 'AWAITING_CONFIRMATION') {
    const foretold = await fetchOutcome(cloud, clients, item, out);
    const goesOn = await answerQuestion(foretold, { ...asked, cloud });
    if (goesOn) item = await followImport(clients, importId, progress.import);
  }
  progress.stop();
  return fetchOutcome(cloud, clients, item, out);
}
