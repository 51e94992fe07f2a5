import { followImport } from '../../cli/imports/follow-import.ts';
import { readImport } from '../../cli/imports/import-progress.ts';
import type { Import } from '../../lambdas/contracts/import.ts';
import type {
  CancelAnswer,
  ConfirmAnswer,
  ImportCommand,
  ResumeAnswer,
} from '../../lambdas/contracts/import-commands.ts';
import { RESUMABLE_STATUSES } from '../../lambdas/contracts/import-status.ts';
import { createFaultyInvoke, type FaultyInvoke } from '../../local/faults/faulty-invoke.ts';
import type { ScenarioContext } from './scenario.ts';

type Asked = Pick<ScenarioContext, 'test' | 'faults'>;

/** More than the faults that are injected into one function. */
const TRIES = 6;

export async function confirmImport(asked: Asked, importId: string): Promise<void> {
  const command = await commandOf(asked, importId);
  await invokeUntil<ConfirmAnswer>(asked, 'ConfirmImport', command, ({ confirmed }) => confirmed);
}

/** The answer that the import is cancelled already is a success as well. */
export async function cancelImport(asked: Asked, importId: string): Promise<Pick<FaultyInvoke, 'idle'>> {
  return invokeUntil<CancelAnswer>(
    asked,
    'CancelImport',
    await commandOf(asked, importId),
    (answer) => answer.accepted || answer.status === 'CANCELLED',
  );
}

/** The answer that the import runs again, or has ended meanwhile, is a success as well. */
export async function resumeImport(asked: Asked, importId: string): Promise<void> {
  await invokeUntil<ResumeAnswer>(
    asked,
    'ResumeImport',
    await commandOf(asked, importId),
    (answer) => answer.resumed || (answer.status !== undefined && !RESUMABLE_STATUSES.has(answer.status)),
  );
}

async function commandOf({ test }: Asked, importId: string): Promise<ImportCommand> {
  return { importId, tenant: (await readImport(test.clients, importId)).tenant };
}

/** Invokes a function until its answer is accepted, and retries after an error like a person. An earlier invocation may still run when the next one starts. */
export async function invokeUntil<Answer>(
  { test, faults }: Asked,
  functionName: string,
  payload: unknown,
  isDone: (answer: Answer) => boolean,
): Promise<Pick<FaultyInvoke, 'idle'> & { readonly answer: Answer }> {
  const { invoke, idle } = createFaultyInvoke(test.cloud.invoke, faults, (name) => name);
  let answer: unknown;
  for (let tries = 0; tries < TRIES; tries++) {
    answer = await invoke(functionName, payload).catch((error: Error) => error);
    if (!(answer instanceof Error) && isDone(answer as Answer)) return { answer: answer as Answer, idle };
  }
  throw new Error(
    `${functionName} was invoked ${TRIES} times: ${answer instanceof Error ? answer : JSON.stringify(answer)}`,
  );
}

/**
 * Confirms the import each time it asks, until it has ended and its e-mail is sent.
 * @returns how often it asked
 */
export async function confirmUntilEnded(
  asked: Asked,
  importId: string,
  onQuestion: (item: Import) => unknown = () => undefined,
): Promise<number> {
  for (let questions = 0; ; questions++) {
    // Until then, `followImport` would look ten times a second.
    await asked.test.cloud.idle();
    const item = await followImport(asked.test.clients, importId, () => undefined, true);
    if (item.status !== 'AWAITING_CONFIRMATION') return questions;
    await onQuestion(item);
    await confirmImport(asked, importId);
  }
}
