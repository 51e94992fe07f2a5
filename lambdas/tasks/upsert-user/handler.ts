import { createUpsertUser, type UpsertUserPorts } from '../../commands/upsert-user/upsert-user.ts';
import type { UpsertAnswer, UpsertRequest } from '../../contracts/upsert-user.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

/**
 * Upserts one user. Other programs call this for each of their users: a log line, and no item of the audit trail, says
 * which invocation it was. CloudTrail knows who invoked it.
 */
export function createUpsertUserTask(ports: UpsertUserPorts) {
  const upsertUser = createUpsertUser(ports);
  return async (request: UpsertRequest, runtime: TaskRuntime): Promise<UpsertAnswer> => {
    const answer = await upsertUser(request, runtime);
    const { tenant, importType } = request;
    const actor = `invocation ${runtime.invocationId}`;
    runtime.logger.info('audit', { operation: 'putUser', tenant, actor, 'subject.importType': importType });
    return answer;
  };
}
