import {
  CancelAnswerSchema,
  ConfirmAnswerSchema,
  ResumeAnswerSchema,
} from '../lambdas/contracts/import-commands.ts';
import type { OpenedCloud } from '../local/open-cloud.ts';
import { type Clients, createClients } from './clients.ts';
import { fetchOutcome } from './fetch-outcome.ts';
import { followImport } from './follow-import.ts';
import { findImportItem, readImport } from './import-progress.ts';
import type { ImportService } from './import-service.ts';

export interface LocalService extends ImportService {
  readonly clients: Clients;
}

/** Imports of the cloud on this machine. */
export function localService(cloud: OpenedCloud, place: string): LocalService {
  const clients = createClients(cloud);
  return {
    place,
    clients,
    find: (importId) => findImportItem(clients, importId),
    follow: (importId, onProgress, untilQuestion) =>
      followImport(clients, importId, onProgress, untilQuestion),
    fetch: async (importId, folder) =>
      fetchOutcome(cloud, clients, await readImport(clients, importId), folder),
    async confirm(command) {
      const answer = ConfirmAnswerSchema.parse(await cloud.invoke('ConfirmImport', command));
      return answer.confirmed ? undefined : answer;
    },
    async cancel(command) {
      const answer = CancelAnswerSchema.parse(await cloud.invoke('CancelImport', command));
      return answer.accepted ? undefined : answer;
    },
    async resume(command) {
      const answer = ResumeAnswerSchema.parse(await cloud.invoke('ResumeImport', command));
      return answer.resumed ? undefined : answer;
    },
  };
}
