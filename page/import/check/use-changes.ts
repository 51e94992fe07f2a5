import { useState } from 'preact/compat';
import type { ChangeKind } from '../../check/file-check.ts';
import type { AskOf, EditReply } from '../../check/protocol.ts';
import { areaEdits, copiedText, pastedArea } from '../../grid/area-cells.ts';
import type { Area, Place } from '../../grid/moves.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { fileCheck } from '../open-check.ts';
import { equalRows, type Offer, type Replacement } from './replacement.ts';
import type { Rows } from './use-rows.ts';

/** More rows are not pasted at once: they would all be in the memory of the page. */
const MOST_ROWS = 10_000;

/** Changes of the file by the grid: what is said about them, and what is offered after them. */
export function useChanges(rows: Rows | undefined, onUndone: (record: number) => void) {
  const { said, say, change, step } = useChange(rows, onUndone);
  const { check: texts } = useTexts();
  const format = useFormat();
  const [offer, setOffer] = useState<Offer>();

  async function edit(place: Place, to: string, everywhere: boolean): Promise<void> {
    setOffer(undefined);
    const row = rows?.cache.row(place.row);
    if (row === undefined) return;
    const column = row.isMalformed ? 0 : place.column;
    const from = row.cells[column] ?? '';
    if (from === to) return;
    if (everywhere && !row.isMalformed) return void (await change('replace', { column, from, to }));
    // Asked before the edit, which may solve the last problem of its kind.
    const others = equalRows(row, column, from);
    rows?.cache.show(place.row, column, to);
    await change('edit', { cells: [{ record: row.record, column, value: to }] });
    const found = await others;
    if (found > 0) setOffer({ column, from, to, rows: found });
  }

  async function editArea(area: Area, textAt: Parameters<typeof areaEdits>[2]): Promise<void> {
    setOffer(undefined);
    if (rows === undefined) return;
    if (area.bottom - area.top >= MOST_ROWS) return say(texts.said.tooMany(format.number(MOST_ROWS)));
    const read = rows.cache.read(area.top, Math.min(rows.count, area.bottom + 1));
    await fileCheck.hold(
      read.then((found) => {
        const cells = areaEdits(found, area, textAt);
        return cells.length > 0 ? change('edit', { cells }) : undefined;
      }),
    );
  }

  return {
    said,
    say,
    offer,
    forgetOffer: () => setOffer(undefined),
    edit,
    undo: () => step('undo'),
    redo: () => step('redo'),
    replaceAll({ column, from, to }: Replacement) {
      setOffer(undefined);
      return change('replace', { column, from, to });
    },
    remove: (record: number) => change('remove', { records: [record] }),
    clear: (area: Area) => editArea(area, () => ''),
    paste(selected: Area, text: string, columns: number) {
      const { area, textAt } = pastedArea(selected, text, columns);
      return editArea(area, textAt);
    },
    copy(area: Area): string | undefined {
      const text = rows && copiedText(area, rows.cache.row);
      const cells = (area.bottom - area.top + 1) * (area.right - area.left + 1);
      say(text === undefined ? texts.said.notCopied : texts.said.copied(cells));
      return text;
    },
  };
}

function useChange(rows: Rows | undefined, onUndone: (record: number) => void) {
  const { said: texts } = useTexts().check;
  const [said, say] = useState('');

  async function change<K extends ChangeKind>(
    kind: K,
    ask: AskOf<K>,
    tell: (n: number, bad: number) => string = texts.edited,
  ): Promise<EditReply | undefined> {
    try {
      const reply = await fileCheck.change(kind, ask);
      say(reply.records === 0 ? texts.nothing : tell(reply.records, reply.summary.bad));
      return reply;
    } catch {
      say(texts.failed);
      return undefined;
    } finally {
      rows?.cache.refresh();
    }
  }

  async function step(kind: 'undo' | 'redo'): Promise<void> {
    const reply = await change(kind, {}, kind === 'undo' ? texts.undone : texts.redone);
    if (reply?.firstRecord !== undefined) onUndone(reply.firstRecord);
  }

  return { said, say, change, step };
}
