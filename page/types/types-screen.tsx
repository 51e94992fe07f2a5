import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';
import type { ImportTypeSummary } from '../api/views.ts';
import { plainText } from '../texts/plain-text.ts';
import { useTexts } from '../texts/use-texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { Link } from '../ui/link.tsx';
import { Loading } from '../ui/loading.tsx';
import { Screen } from '../ui/screen.tsx';
import { useTypeText } from './use-type-text.ts';

/** What the session may import. */
export default function TypesScreen() {
  const { types: texts, import: importTexts } = useTexts();
  const client = useClient();
  const { data, error, refresh } = useLoaded('import-types', async () => client.listImportTypes());
  return (
    <Screen title={texts.title} subtitle={texts.subtitle}>
      {error !== undefined && <FailureNotice error={error} onRetry={refresh} />}
      {data === undefined && error === undefined && <Loading />}
      {data?.importTypes.length === 0 && (
        <EmptyState title={importTexts.type.none.title}>{importTexts.type.none.advice}</EmptyState>
      )}
      {data !== undefined && (
        <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface empty:hidden">
          {data.importTypes.map((type) => (
            <TypeRow key={type.name} type={type} />
          ))}
        </ul>
      )}
    </Screen>
  );
}

function TypeRow({ type }: { readonly type: ImportTypeSummary }) {
  const { name, formats } = type;
  const { title, about, lang } = useTypeText()(type);
  return (
    <li className="relative flex items-start gap-4 p-5 hover:bg-sunken/60">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h2>
          <Link
            to={{ name: 'types', type: name }}
            className="font-medium break-words after:absolute after:inset-0 hover:text-accent"
          >
            {title}
          </Link>
        </h2>
        <p lang={lang} className="text-sm text-muted">
          {plainText(about)}
        </p>
        <p className="pt-1 text-xs font-medium tracking-wide text-muted uppercase">{formats.join(' · ')}</p>
      </div>
      <Icon name="chevronRight" className="mt-0.5 size-4 text-muted" />
    </li>
  );
}
