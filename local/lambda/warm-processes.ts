import type { RuntimeProcess } from './runtime-process.ts';

interface Warm {
  readonly name: string;
  readonly process: RuntimeProcess;
}

/**
 * Idle processes. The one used last is taken first. Beyond the limit, the one that was idle longest is removed.
 * @param limit the most idle processes, over all functions
 */
export function createWarmProcesses(limit: number) {
  const idle: Warm[] = [];
  return {
    take(name: string): RuntimeProcess | undefined {
      for (let index = idle.length - 1; index >= 0; index -= 1) {
        if (idle[index]?.name !== name) continue;
        const [taken] = idle.splice(index, 1);
        if (taken?.process.alive) return taken.process;
      }
      return undefined;
    },
    /** @returns the process that was removed because of the limit; the caller kills it */
    put(name: string, process: RuntimeProcess): RuntimeProcess | undefined {
      idle.push({ name, process });
      return idle.length > limit ? idle.shift()?.process : undefined;
    },
  };
}
