import type { RollcallClient } from '../../client/rollcall-client.ts';
import { reportFailure } from '../program/failure.ts';
import type { Target } from '../remote/api-options.ts';
import { connectApi } from '../remote/connect-api.ts';
import { explainFailure } from '../remote/explain-failure.ts';
import { importService } from './api-service.ts';
import type { ImportService } from './import-service.ts';

/** For commands that read once: reports their errors. @returns the exit code of `work`, or of the error */
export async function readApi(
  target: Target,
  json: boolean,
  work: (client: RollcallClient, service: ImportService) => Promise<number>,
): Promise<number> {
  const client = connectApi(target, (line) => process.stderr.write(`${line}\n`));
  try {
    return await work(client, importService(client, { api: target.api }));
  } catch (error) {
    return reportFailure(explainFailure(error, target), json);
  }
}
