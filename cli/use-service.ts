import type { ImportService } from './import-service.ts';
import { localService } from './local-service.ts';
import type { StateAndJson } from './program/shared-options.ts';
import { type ApiOptions, targetOf } from './remote/api-options.ts';
import { useApi } from './remote/use-api.ts';
import type { Surroundings } from './run-command.ts';
import { useCloud } from './use-cloud.ts';

/**
 * Runs `work` with the imports of a deployed stage, or of the cloud on this machine, which is started when none runs.
 * @param work resolves to its exit code
 * @returns the same
 */
export function useService(
  options: StateAndJson & ApiOptions,
  surroundings: Surroundings,
  work: (service: ImportService) => Promise<number>,
): Promise<number> {
  const target = targetOf(options);
  if (target !== undefined) return useApi(target, surroundings, ({ service }) => work(service));
  return useCloud({ stateDir: options.state }, surroundings, (cloud) =>
    work(localService(cloud, options.state)),
  );
}
