import { useRef } from 'preact/compat';
import type { IssueGroup } from '../../check/protocol.ts';
import { stableGroups } from './stable-groups.ts';

export function useStableGroups(groups: readonly IssueGroup[]): readonly IssueGroup[] {
  const seen = useRef<readonly IssueGroup[]>([]);
  seen.current = stableGroups(seen.current, groups);
  return seen.current;
}
