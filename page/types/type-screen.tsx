import type { ImportTypeView } from '../../client/rollcall-client.ts';
import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { BackLink } from '../ui/link.tsx';
import { Loading } from '../ui/loading.tsx';
import { Prose } from '../ui/prose.tsx';
import { saveAs } from '../ui/save-as.ts';
import { Screen } from '../ui/screen.tsx';
import { ServiceProse } from '../ui/service-message.tsx';
import { FieldsTable } from './fields-table.tsx';
import { useTypeText } from './use-type-text.ts';

/** The rules of a type, as they are with the tenant's settings, with a template and a sample. */
export default function TypeScreen({ name }: { readonly name: string }) {
  const { types: texts } = useTexts();
  const typeText = useTypeText();
  const client = useClient();
  const { data, error, refresh } = useLoaded(`import-type ${name}`, async () => client.getImportType(name));
  const above = <BackLink to={{ name: 'types' }}>{texts.back}</BackLink>;
  if (data === undefined)
    return (
      <Screen title={texts.title} above={above}>
        {error === undefined ? <Loading /> : <FailureNotice error={error} onRetry={refresh} />}
      </Screen>
    );
  return (
    <Screen key={name} title={typeText(data).title} above={above} actions={<Downloads type={data} />}>
      <div className="flex max-w-3xl flex-col gap-2 text-muted">
        <p lang={typeText(data).lang}>
          <Prose text={typeText(data).about} />
        </p>
        {data.notes.map((text) => (
          <p key={text}>
            <ServiceProse>{text}</ServiceProse>
          </p>
        ))}
        <Limits type={data} />
      </div>
      <Card title={texts.fields}>
        <FieldsTable fields={data.fields} />
      </Card>
    </Screen>
  );
}

function Downloads({ type: { name, template, sample, formats } }: { readonly type: ImportTypeView }) {
  const { types: texts } = useTexts();
  const [format = 'csv'] = formats;
  return (
    <>
      {template !== '' && (
        // A byte order mark, so that spreadsheets read it as UTF-8.
        <Button
          icon="download"
          onClick={() => saveAs(`${name}-template.csv`, `\uFEFF${template}`, 'text/csv')}
        >
          {texts.template}
        </Button>
      )}
      <Button icon="download" onClick={() => saveAs(`${name}-sample.${format}`, sample)}>
        {texts.sample}
      </Button>
    </>
  );
}

function Limits({ type: { key, maxRecords, columns } }: { readonly type: ImportTypeView }) {
  const { types: texts } = useTexts();
  const format = useFormat();
  return (
    <ul className="list-disc pl-5 text-sm">
      <li>{texts.key(format.list(key))}</li>
      <li>{texts.maxRecords(format.number(maxRecords))}</li>
      {columns !== undefined && <li>{texts.byPosition(format.list(columns))}</li>}
    </ul>
  );
}
