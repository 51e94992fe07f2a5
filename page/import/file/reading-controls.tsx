import type { FileChoices, InspectedFile } from '../../check/protocol.ts';
import type { DraftPatch, ImportDraft } from '../../draft/draft.ts';
import type { FirstRows } from '../../files/workbook-view.ts';
import { useLocalized, useTexts } from '../../texts/use-texts.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { ENCODING_NAMES } from './encodings.ts';
import { localeItems } from './locales.ts';
import { readOtherwise } from './recognise.ts';

interface ReadingControlsProps {
  readonly draft: ImportDraft;
  readonly inspected: InspectedFile;
  /** That of the tenant's settings. */
  readonly tenantLocale: string | undefined;
  readonly change: (patch: DraftPatch) => void;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Instead of a locale: none is named. */
const NONE = 'none';

/** Corrections of what was recognised. */
export function ReadingControls(props: ReadingControlsProps) {
  const { inspected } = props;
  return (
    <div className="grid items-end gap-4 border-t border-line p-4 sm:grid-cols-2 lg:grid-cols-4">
      {inspected.workbook !== undefined ? (
        <WorkbookControls {...props} workbook={inspected.workbook} />
      ) : (
        <TextControls {...props} />
      )}
      {(inspected.layout?.format ?? 'csv') === 'csv' && <LocaleControl {...props} />}
    </div>
  );
}

function TextControls({ draft, inspected, change }: ReadingControlsProps) {
  const { reading: texts } = useTexts();
  const { layout, conversion, header } = inspected;
  const encoding = draft.options?.encoding ?? conversion?.encoding ?? 'utf-8';
  return (
    <>
      <Field label={texts.encoding}>
        <Select
          items={Object.entries(ENCODING_NAMES).map(([value, label]) => ({ value, label }))}
          value={encoding}
          onChange={(next) => change(readOtherwise({ options: { ...draft.options, encoding: next } }))}
        />
      </Field>
      {layout?.format === 'csv' && (
        <Field label={texts.delimiter}>
          <Select
            items={DELIMITERS.map((value) => ({ value, label: texts.delimiterItems[value] }))}
            value={layout.delimiter}
            onChange={(next) =>
              change(
                readOtherwise({ reading: { ...draft.reading, delimiter: next as FileChoices['delimiter'] } }),
              )
            }
          />
        </Field>
      )}
      {header !== undefined && (
        <Field label={texts.headerRow}>
          <Select
            items={headerItems(header.firstRows)}
            value={String(header.row)}
            onChange={(row) =>
              change(readOtherwise({ reading: { ...draft.reading, headerRow: Number(row) } }))
            }
          />
        </Field>
      )}
    </>
  );
}

type Workbook = NonNullable<InspectedFile['workbook']>;

function WorkbookControls({ workbook, change }: ReadingControlsProps & { readonly workbook: Workbook }) {
  const { reading: texts } = useTexts();
  const { sheets, sheet, headerRow, firstRows } = workbook;
  return (
    <>
      <Field label={texts.sheet}>
        <Select
          items={sheets.map((name) => ({ value: name, label: name }))}
          value={sheet}
          onChange={(name) => change(readOtherwise({ reading: { sheet: { name } } }))}
        />
      </Field>
      <Field label={texts.headerRow}>
        <Select
          items={headerItems(firstRows)}
          value={String(headerRow)}
          onChange={(row) =>
            change(readOtherwise({ reading: { sheet: { name: sheet, headerRow: Number(row) } } }))
          }
        />
      </Field>
    </>
  );
}

const MAX_LABEL = 60;

function headerItems(rows: FirstRows) {
  return rows
    .map(({ row, cells }) => ({ row, text: cells.filter((cell) => cell.trim() !== '').join(', ') }))
    .filter(({ text }) => text !== '')
    .map(({ row, text }) => ({ value: String(row), label: `${row} · ${text.slice(0, MAX_LABEL)}` }));
}

function LocaleControl({ draft, tenantLocale, change }: ReadingControlsProps) {
  const { reading: texts } = useTexts();
  const { language } = useLocalized();
  const current = draft.options?.locale;
  const items = [
    { value: NONE, label: tenantLocale === undefined ? texts.isoDates : texts.tenantLocale(tenantLocale) },
    ...localeItems(language, current),
  ];
  const choose = (next: string) => {
    const { locale: _, ...others } = draft.options ?? {};
    change({ options: next === NONE ? others : { ...others, locale: next } });
  };
  return (
    <Field label={texts.locale}>
      <Select items={items} value={current ?? NONE} onChange={choose} />
    </Field>
  );
}
