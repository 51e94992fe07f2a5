import { useState } from 'preact/compat';
import { useClient } from '../../api/use-client.ts';
import type { FileRejection } from '../../check/protocol.ts';
import { choicesOf, fileCheck } from '../open-check.ts';
import type { ChooseColumnsProps } from './choose-columns-props.ts';
import { type ColumnPlan, columnsToRemember, mapOf } from './column-plan.ts';
import { rememberColumns } from './use-remembered-columns.ts';

/** Goes on with the columns that were chosen, if the pipeline would take the file with them. */
export function useFinishColumns(props: ChooseColumnsProps, plan: ColumnPlan, isRemembered: boolean) {
  const { draft, settings, remembered, session, change, next } = props;
  const client = useClient();
  const [rejection, setRejection] = useState<FileRejection>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);

  async function goOn(): Promise<void> {
    const { file, importType } = draft;
    if (file === undefined || importType === undefined) return;
    const planned = mapOf(plan);
    const map = draft.map !== undefined && isSame(draft.map, planned) ? draft.map : planned;
    const choices = choicesOf({ ...draft, map }, session.tenant ?? '', settings);
    const inspected = await fileCheck.open(file, file.name, choices);
    setRejection(inspected.rejection);
    if (inspected.rejection !== undefined) return;
    const toRemember = isRemembered ? columnsToRemember(plan, remembered.columns) : {};
    if (Object.keys(toRemember).length > 0) await rememberColumns(client, importType, toRemember);
    change({ map });
    next();
  }

  async function finish(): Promise<void> {
    setIsBusy(true);
    setError(undefined);
    await goOn().catch(setError);
    setIsBusy(false);
  }

  return { finish, rejection, error, isBusy };
}

/** Another object would be another mapping, with which the file is checked again. */
function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const entries = Object.entries(one);
  return (
    entries.length === Object.keys(other).length &&
    entries.every(([column, field]) => other[column] === field)
  );
}
