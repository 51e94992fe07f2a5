import { join } from 'node:path';
import { type ParsedArn, parseArn } from './arn.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { namesIn, readAllJson, readJson, removeFile, writeAtomically } from './json-files.ts';
import type { MapRunRecord } from './map-run-record.ts';

/**
 * Executions and Map Runs on disk, one JSON file each:
 *
 *   executions/<state machine>/<name>.json
 *   map-runs/<state machine>/<label>/<id>.json
 *   children/<state machine>/<label>/<id of the Map Run>/<id>.json
 *   open/<ARN>            an empty file while an execution or a Map Run is not closed and announced,
 *                         so that a start does not read all earlier executions
 */
export interface ExecutionStore {
  saveExecution(record: ExecutionRecord): Promise<void>;
  saveMapRun(record: MapRunRecord): Promise<void>;
  findExecution(arn: string): Promise<ExecutionRecord | undefined>;
  findMapRun(arn: string): Promise<MapRunRecord | undefined>;
  executionsOf(stateMachine: string): Promise<ExecutionRecord[]>;
  childrenOf(mapRunArn: string): Promise<ExecutionRecord[]>;
  mapRunsOf(stateMachine: string): Promise<MapRunRecord[]>;
  markOpen(arn: string): Promise<void>;
  markClosed(arn: string): Promise<void>;
  openArns(): Promise<string[]>;
}

export function openExecutionStore(directory: string): ExecutionStore {
  const mark = (arn: string) => join(directory, 'open', encodeURIComponent(arn));
  const childFolder = ({ stateMachine, label = '' }: ParsedArn, mapRun: string) =>
    join(directory, 'children', stateMachine, label, mapRun);
  const fileOf = (arn: string, mapRunArn: string | undefined): string => {
    const parsed = known(arn);
    const { kind, stateMachine, label, name } = parsed;
    if (kind === 'mapRun') return join(directory, 'map-runs', stateMachine, label ?? '', `${name}.json`);
    if (mapRunArn === undefined) return join(directory, 'executions', stateMachine, `${name}.json`);
    return join(childFolder(parsed, known(mapRunArn).name ?? ''), `${name}.json`);
  };
  const findChild = async (parsed: ParsedArn): Promise<ExecutionRecord | undefined> => {
    for (const mapRun of await namesIn(
      join(directory, 'children', parsed.stateMachine, parsed.label ?? ''),
    )) {
      const found = await readJson<ExecutionRecord>(join(childFolder(parsed, mapRun), `${parsed.name}.json`));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    saveExecution: (record) =>
      writeAtomically(fileOf(record.executionArn, record.mapRunArn), JSON.stringify(record)),
    saveMapRun: (record) => writeAtomically(fileOf(record.mapRunArn, undefined), JSON.stringify(record)),
    findExecution: async (arn) => {
      const parsed = known(arn);
      return parsed.label === undefined ? readJson(fileOf(arn, undefined)) : findChild(parsed);
    },
    findMapRun: (arn) => readJson(fileOf(arn, undefined)),
    executionsOf: (stateMachine) => readAllJson(join(directory, 'executions', stateMachine)),
    childrenOf: (mapRunArn) => readAllJson(childFolder(known(mapRunArn), known(mapRunArn).name ?? '')),
    mapRunsOf: async (stateMachine) => {
      const folder = join(directory, 'map-runs', stateMachine);
      const runs: MapRunRecord[][] = [];
      for (const label of await namesIn(folder)) runs.push(await readAllJson(join(folder, label)));
      return runs.flat();
    },
    markOpen: (arn) => writeAtomically(mark(arn), ''),
    markClosed: (arn) => removeFile(mark(arn)),
    openArns: async () => (await namesIn(join(directory, 'open'))).map(decodeURIComponent),
  };
}

/** @throws for an invalid ARN, which is a bug: this machine built it, or the request was validated */
function known(arn: string): ParsedArn {
  const parsed = parseArn(arn);
  if (parsed === undefined) throw new Error(`not an ARN of Step Functions: ${arn}`);
  return parsed;
}
