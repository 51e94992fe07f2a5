import { useCloud } from '../cloud/use-cloud.ts';
import type { StateAndJson } from '../program/shared-options.ts';
import { type ApiOptions, targetOf } from '../remote/api-options.ts';
import type { ImportService } from './import-service.ts';
import { API_FUNCTIONS, useLocalApi } from './local-api.ts';
import type { Surroundings } from './run-command.ts';
import { useApi } from './use-api.ts';

/**
 * Runs `work` with the API of a deployed stage, or of the cloud on this machine, which is started when none runs.
 * @param importId which import the command is about
 * @param work resolves to its exit code
 * @returns the same
 */
export function useService(
  importId: string,
  options: StateAndJson & ApiOptions,
  surroundings: Surroundings,
  work: (service: ImportService) => Promise<number>,
): Promise<number> {
  const target = targetOf(options);
  if (target !== undefined) return useApi(target, surroundings, ({ service }) => work(service));
  const { state } = options;
  return useCloud({ stateDir: state, startAhead: API_FUNCTIONS }, surroundings, async (cloud) => {
    const { service } = await useLocalApi(cloud, { importId }, state);
    return work(service);
  });
}
