import type { RunningInvocation } from '../lambda/watched-invocation.ts';
import type { Service } from './fault.ts';

/** A running invocation. */
interface Known extends RunningInvocation {
  /** Services that refuse all requests of this invocation. */
  readonly away: Set<Service>;
}

/** The running invocation of each process. A request names its process in its User-Agent. */
export interface RunningInvocations {
  begin(invocation: RunningInvocation): void;
  end(processId: string): void;
  madeBy(userAgent: string | undefined): Known | undefined;
}

export function createRunningInvocations(): RunningInvocations {
  const byProcess = new Map<string, Known>();
  return {
    begin: (invocation) => void byProcess.set(invocation.processId, { ...invocation, away: new Set() }),
    end: (processId) => void byProcess.delete(processId),
    // The process id is a UUID. Libraries append text of their own to the User-Agent.
    madeBy: (userAgent = '') => byProcess.get(/\bapp\/([0-9a-f-]{36})/.exec(userAgent)?.[1] ?? ''),
  };
}
