import type { RunningInvocation } from '../lambda/watched-invocation.ts';
import type { Service } from './fault.ts';

/** An invocation under way, as the proxies know it. */
interface Known extends RunningInvocation {
  /** Services that are away for as long as it runs. */
  readonly away: Set<Service>;
}

/** Which process works on what: a request names its process in its User-Agent. */
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
    // A UUID: libraries put words of their own behind it.
    madeBy: (userAgent = '') => byProcess.get(/\bapp\/([0-9a-f-]{36})/.exec(userAgent)?.[1] ?? ''),
  };
}
