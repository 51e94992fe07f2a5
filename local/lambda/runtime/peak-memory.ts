import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has held so far, in KiB. On Linux from its own books: `maxRSS` begins there with
 * what the process that started this one held (execve(2) keeps it), which is no concern of a function.
 */
export function peakMemoryKib(): number {
  try {
    const [, kib] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kib !== undefined) return Number(kib);
  } catch {
    // No such books on this system.
  }
  return process.resourceUsage().maxRSS;
}
