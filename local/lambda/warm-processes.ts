import type { RuntimeProcess } from './runtime-process.ts';

interface Warm {
  readonly name: string;
  readonly process: RuntimeProcess;
}

/**
 * Processes between invocations. The one used last is taken first; beyond the limit the one that rested longest ends.
 * @param limit how many may rest, over all functions
 */
export function createWarmProcesses(limit: number) {
  const resting: Warm[] = [];
  return {
    take(name: string): RuntimeProcess | undefined {
      for (let index = resting.length - 1; index >= 0; index -= 1) {
        if (resting[index]?.name !== name) continue;
        const [taken] = resting.splice(index, 1);
        if (taken?.process.alive) return taken.process;
      }
      return undefined;
    },
    /** @returns the process that had to go, if one had */
    put(name: string, process: RuntimeProcess): RuntimeProcess | undefined {
      resting.push({ name, process });
      return resting.length > limit ? resting.shift()?.process : undefined;
    },
  };
}
