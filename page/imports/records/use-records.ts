import { useState } from 'preact/compat';
import { answer } from '../../../client/connect.ts';
import type { ImportView } from '../../../client/rollcall-client.ts';
import type { components } from '../../../client/schema.ts';
import { useClient } from '../../api/use-client.ts';
import { useLoaded } from '../../api/use-polled.ts';
import { fillPage } from '../../lists/fill-page.ts';
import type { RecordFilter } from './record-filter.ts';

export type RecordView = components['schemas']['Record'];

const PAGE_SIZE = 25;

/** The cursors of the pages up to the one that is shown, by what is listed: another filter begins at the first page. */
interface Position {
  readonly list: string;
  readonly cursors: readonly (string | undefined)[];
}

/** A page of the records of an import. */
export function useRecords({ id, status, attempt }: ImportView, filter: RecordFilter) {
  const client = useClient();
  const list = JSON.stringify([id, status, attempt, filter]);
  const [position, setPosition] = useState<Position>({ list, cursors: [undefined] });
  const cursors = position.list === list ? position.cursors : [undefined];
  const cursor = cursors.at(-1);
  const loaded = useLoaded(`records ${list} ${cursor}`, () =>
    fillPage(
      async (from, limit) => {
        const query = { ...filter, limit, ...(from !== undefined && { cursor: from }) };
        const params = { path: { importId: id }, query };
        const found = await answer(client.http.GET('/v1/imports/{importId}/records', { params }));
        return { items: found.records, next: found.next };
      },
      { cursor, size: PAGE_SIZE },
    ),
  );
  const next = loaded.data?.next;
  return {
    ...loaded,
    page: cursors.length,
    forward: next === undefined ? undefined : () => setPosition({ list, cursors: [...cursors, next] }),
    backward: cursors.length === 1 ? undefined : () => setPosition({ list, cursors: cursors.slice(0, -1) }),
  };
}
