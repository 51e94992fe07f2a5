import type { FunctionUrlEvent } from '../../contracts/function-url-event.ts';
import { EvaluateRequestSchema } from '../../contracts/group-members-api.ts';
import { plural } from '../../core/wording/plural.ts';
import { memberProblems } from '../../import-types/group-members-rules.ts';
import { FileRejected } from '../../runtime/errors.ts';
import { handOver } from './hand-over.ts';
import { importRows } from './import-rows.ts';
import { evaluateRecords } from './judge-records.ts';
import { loadCsv, WRONG_FORMAT } from './load-csv.ts';
import { type MembersFile, openMembersFile, readRecords } from './members-file.ts';
import type { Call, GroupMembersApiPorts } from './ports.ts';
import { problemsOf, readBody } from './read-body.ts';
import { errorAt, type Reply, refusal } from './reply.ts';

/** `import-evaluate-csv`: returns what an import would do with each record of a file, and writes nothing. */
export async function evaluateCsv(
  event: FunctionUrlEvent,
  call: Call,
  ports: GroupMembersApiPorts,
): Promise<Reply> {
  const request = readBody(event, EvaluateRequestSchema);
  if (!request.ok) return request.reply;
  const { csvPath, ...parameters } = request.body;
  const problems = memberProblems({ settings: call.settings, parameters });
  if (problems.length > 0) return refusal(400, problemsOf(problems, parameters));
  const loaded = await loadCsv(csvPath, call, ports);
  if (!loaded.ok) return loaded.reply;
  const file = opened(() => openMembersFile(loaded.bytes, parameters, call));
  if (typeof file === 'string')
    return refusal(400, [errorAt('csvPath', csvPath, `${WRONG_FORMAT}: ${file}`)]);
  return evaluateFile(file, csvPath, call, ports);
}

async function evaluateFile(
  file: MembersFile,
  csvPath: string,
  call: Call,
  ports: GroupMembersApiPorts,
): Promise<Reply> {
  const { syncRecords } = call.settings.limits;
  const input = { ...file.parameters, csvPath };
  const records = readRecords(file, syncRecords + 1);
  if (records.length > syncRecords) {
    const reply = await handOver(file, 'evaluate', call, ports);
    return { ...reply, object: { input, ...reply.object } };
  }
  const output = importRows(await evaluateRecords(file, records, call.requestId, ports), call.settings);
  return { status: 200, message: `${plural(output.length, 'record')} evaluated.`, object: { input, output } };
}

/** The file, or why it cannot be used. The network's own message says only that its format is wrong. */
function opened(open: () => MembersFile): MembersFile | string {
  try {
    return open();
  } catch (error) {
    if (error instanceof FileRejected) return error.reason.message;
    throw error;
  }
}
