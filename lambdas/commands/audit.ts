import { createHmac } from 'node:crypto';
import type { AuditTrail } from '../adapters/dynamo-audit-trail.ts';
import { type Actor, STAGE_TRAIL } from '../contracts/audit.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';

export interface AuditPorts {
  readonly trail: Pick<AuditTrail, 'append' | 'hashKey'>;
  /** The stage's. */
  readonly retentionDays: number;
  readonly now: () => Date;
}

/** What an actor did. */
export interface Act {
  readonly tenant: string;
  readonly operation: string;
  readonly by: Actor;
  /** Names and ids, stored as they are. Never a value that may be about a user. */
  readonly subject: Readonly<Record<string, string>>;
  /** Values that may identify a user: stored as hashes, which only the tenant's own key connects with the user. */
  readonly personal?: Readonly<Record<string, string>>;
  readonly requestId: string;
}

const DAY_MS = 86_400_000;
const HASH_CHARACTERS = 24;

export type Audit = (act: Act, runtime: Pick<TaskRuntime, 'logger'>) => Promise<void>;

/**
 * Writes acts to the log and to the tenant's audit trail. The log line comes first, so that an act is known even if its
 * item cannot be written; the request fails then. What those who run the stage do with a tenant is in the trail of the stage
 * as well, because they read no trail of a tenant.
 */
export function createAudit({ trail, retentionDays, now }: AuditPorts): Audit {
  return async ({ tenant, operation, by, requestId, personal = {}, ...act }, { logger }) => {
    const at = now();
    const subject = { ...act.subject, ...(await hashed(trail, tenant, personal)) };
    logger.info('audit', {
      operation,
      tenant,
      actor: `${by.kind} ${by.id}`,
      requestId,
      ...Object.fromEntries(Object.entries(subject).map(([name, value]) => [`subject.${name}`, value])),
    });
    const expiresAt = new Date(at.getTime() + retentionDays * DAY_MS);
    const entry = { at: at.toISOString(), operation, by, requestId };
    await trail.append(tenant, { ...entry, subject }, expiresAt);
    if (tenant !== STAGE_TRAIL && isOfStage(by, act.subject))
      await trail.append(STAGE_TRAIL, { ...entry, subject: { ...act.subject, tenant } }, expiresAt);
  };
}

/** Whether the actor runs the stage: an operator, or an administrator who invokes a function about a tenant as a whole. */
function isOfStage({ kind }: Actor, { importId }: Act['subject']): boolean {
  return kind === 'operator' || (kind === 'invocation' && importId === undefined);
}

async function hashed(
  trail: AuditPorts['trail'],
  tenant: string,
  personal: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const entries = Object.entries(personal);
  if (entries.length === 0) return {};
  const key = await trail.hashKey(tenant);
  const hashOf = (value: string) =>
    createHmac('sha256', key).update(value).digest('hex').slice(0, HASH_CHARACTERS);
  return Object.fromEntries(entries.map(([name, value]) => [`${name}Hash`, hashOf(value)]));
}

interface AuditedCommand {
  readonly tenant: string;
  readonly importId?: string;
}

/**
 * A command as a function that is invoked directly: what it did is in the audit trail, as if the API had called it.
 * @param isDone whether the answer means that something was done
 * @param changedBy names of what the command has changed
 */
export function audited<Ports, Command extends AuditedCommand, Answer>(
  operation: string,
  create: (ports: Ports) => (command: Command, runtime: TaskRuntime) => Promise<Answer>,
  isDone: (answer: Answer, command: Command) => boolean,
  changedBy: (command: Command) => readonly string[] = () => [],
) {
  return ({ audit, ...ports }: Ports & { readonly audit: Audit }) => {
    const run = create(ports as Ports);
    return async (command: Command, runtime: TaskRuntime): Promise<Answer> => {
      const answer = await run(command, runtime);
      if (!isDone(answer, command)) return answer;
      const { tenant, importId } = command;
      const by = { kind: 'invocation', id: runtime.invocationId } as const;
      const changed = changedBy(command);
      const subject = {
        ...(importId !== undefined && { importId }),
        ...(changed.length > 0 && { changed: changed.join(', ') }),
      };
      await audit({ tenant, operation, by, subject, requestId: runtime.invocationId }, runtime);
      return answer;
    };
  };
}
