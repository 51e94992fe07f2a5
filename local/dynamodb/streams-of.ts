import type { TablePlan } from '../template/planned.ts';
import type { TableStream } from './streams.ts';

interface Key {
  readonly AttributeName: string;
}

/** The streams of the tables that have one. */
export function streamsOf(tables: readonly TablePlan[]): readonly TableStream[] {
  return tables.flatMap(({ name, stream, createTable }) => {
    if (stream === undefined) return [];
    const keys = (createTable.KeySchema as unknown as readonly Key[]).map(
      ({ AttributeName }) => AttributeName,
    );
    return [{ ...stream, table: name, keys }];
  });
}
