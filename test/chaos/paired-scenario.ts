import { followImport } from '../../cli/imports/follow-import.ts';
import type { ReportingPlan } from '../../local/faults/fault-plan.ts';
import { awaitImportId, gather, newTenant, putFile, usersOf } from '../support/test-cloud.ts';
import type { ScenarioContext } from './scenario.ts';
import { differs, endViolations } from './verdict.ts';

const HEADER = ['id', 'email', 'businessUnit'].map((column_name) => ({
  column_name,
  data_type: 'text',
  is_nullable: column_name === 'id' ? 'NO' : 'YES',
}));
const nameOf = (half: 'header' | 'data', stamp: number) => `user_feed_${half}_${stamp}.json`;

/** Two pairs of feed files, one starting with its header and one with its data: two imports, applied in order. */
export async function paired(
  { test, faults }: ScenarioContext,
  plan: ReportingPlan,
): Promise<readonly string[]> {
  const tenant = newTenant();
  const put = (half: 'header' | 'data', stamp: number, content: readonly object[]) =>
    putFile(test, JSON.stringify(content), { tenant, type: 'user-feed', name: nameOf(half, stamp) });
  const ended = async (requestId: string) => {
    const importId = await awaitImportId(test, tenant, requestId);
    await followImport(test.clients, importId, () => undefined);
    return importId;
  };
  const ids = await faults.during(plan, async () => {
    await put('header', 20260321110559, HEADER);
    const first = await ended(await put('data', 20260321110559, [{ id: 'u1', email: 'a' }, { id: 'u2' }]));
    const data = await put('data', 20260322110559, [{ id: 'u1', email: 'b' }, { id: 'u3' }]);
    await put('header', 20260322110559, HEADER);
    const second = await ended(data);
    await test.cloud.idle();
    return [first, second];
  });
  const imports = await Promise.all(ids.map((id) => gather(test, id)));
  const users = await usersOf(test, tenant);
  return [
    ...imports.flatMap((imported) => endViolations(imported, 'COMPLETED', plan.injected)),
    ...differs(
      'the counts',
      imports.map(({ item }) => item.counts?.created),
      [2, 1],
    ),
    ...differs(
      'the users',
      users.map(({ id, email }) => ({ id, email })),
      [
        { id: 'u1', email: 'b' },
        { id: 'u2', email: undefined },
        { id: 'u3', email: undefined },
      ],
    ),
  ];
}
