import type * as z from 'zod';
import { createHandler, type TaskRuntime } from '../runtime/create-handler.ts';
import { readEnvironment } from '../runtime/read-environment.ts';
import { environmentSchema, type TaskEnvironment, type TaskFolder } from './environments.ts';

/**
 * Composes the Lambda entry point of a task: reads its environment, makes each port that `create` asks for, and parses
 * each event by `input`.
 * @param folder the task's folder; also the log service
 * @param create the task's behaviour, given its ports
 * @param ports how to make each port, most of them from ports.ts. A port that needs a variable which the task does not
 *   have (TASK_VARIABLES) does not compile.
 * @throws ConfigurationError at cold start, naming every variable that is missing or malformed
 */
export function task<Folder extends TaskFolder, Input extends z.ZodType, Ports extends object, Output>(
  folder: Folder,
  input: Input,
  create: (ports: Ports) => (input: z.output<Input>, runtime: TaskRuntime) => Promise<Output>,
  ports: { readonly [Name in keyof Ports]: (environment: TaskEnvironment<Folder>) => Ports[Name] },
) {
  const environment = readEnvironment(environmentSchema(folder)) as TaskEnvironment<Folder>;
  const made = Object.fromEntries(
    Object.entries<(environment: TaskEnvironment<Folder>) => unknown>(ports).map(([name, make]) => [
      name,
      make(environment),
    ]),
  ) as Ports;
  return createHandler({ service: folder, input, run: create(made) });
}
