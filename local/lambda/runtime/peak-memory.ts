import { readFileSync } from 'node:fs';

/**
 * The peak resident memory of this process, in KiB. On Linux it is read from /proc, because `maxRSS` also includes the
 * peak of the parent process before execve(2).
 */
export function peakMemoryKib(): number {
  try {
    const [, kib] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kib !== undefined) return Number(kib);
  } catch {
    // This system has no /proc.
  }
  return process.resourceUsage().maxRSS;
}
