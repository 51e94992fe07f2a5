import type { Pages } from '../../lists/use-pages.ts';
import type { TrailWords } from '../../texts/language.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Link } from '../../ui/link.tsx';
import { Loading } from '../../ui/loading.tsx';
import type { AuditEntry } from '../views.ts';
import { subjectsOf } from './trail-subjects.ts';
import { useTrailWords } from './use-trail-words.ts';

interface TrailEntriesProps {
  readonly pages: Pages<AuditEntry>;
  /** What all entries are about: it is not said again. */
  readonly about?: string | undefined;
}

/** Who did what and when, the newest first. */
export function TrailEntries({ pages, about }: TrailEntriesProps) {
  const { operator: texts, app } = useTexts();
  const { items, error, refresh, more, isLoadingMore } = pages;
  const words = useTrailWords();
  return (
    <div className="flex flex-col gap-4">
      {error !== undefined && <FailureNotice error={error} onRetry={refresh} />}
      {(items === undefined || words === undefined) && error === undefined && <Loading />}
      {items?.length === 0 && <p className="text-sm text-muted">{texts.trail.none}</p>}
      {items !== undefined && items.length > 0 && words !== undefined && (
        <ol className="divide-y divide-line text-sm">
          {items.map((entry) => (
            <Entry
              key={`${entry.requestId} ${entry.at} ${entry.operation}`}
              words={words}
              entry={entry}
              about={about}
            />
          ))}
        </ol>
      )}
      {more !== undefined && (
        <Button className="self-center" isBusy={isLoadingMore} onClick={more}>
          {app.more}
        </Button>
      )}
    </div>
  );
}

interface EntryProps extends Pick<TrailEntriesProps, 'about'> {
  readonly words: TrailWords;
  readonly entry: AuditEntry;
}

function Entry({ words, entry, about }: EntryProps) {
  const { operator: texts } = useTexts();
  const format = useFormat();
  const { kind, id, person } = entry.by;
  const subjects = subjectsOf(entry, about);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0 sm:grid-cols-[13rem_minmax(0,1fr)_auto]">
      <p className="min-w-0 font-medium break-words">
        {words.operation[entry.operation] ?? <span lang="en">{entry.operation}</span>}
      </p>
      <div className="min-w-0 break-words max-sm:order-last max-sm:col-span-2">
        <p>
          {texts.trail.by[kind]} <span className="font-mono text-xs break-all">{id}</span>
          {person !== undefined && ` · ${person}`}
        </p>
        {subjects.length > 0 && (
          <ul className="flex flex-wrap gap-x-4 gap-y-1 pt-1 text-xs text-muted">
            {subjects.map(({ name, value, to }) => (
              <li key={name} className="min-w-0">
                {words.subject[name] ?? name}{' '}
                {to === undefined ? (
                  <span className="font-mono break-all">{value}</span>
                ) : (
                  <Link
                    to={to}
                    className="font-mono break-all text-accent underline-offset-4 hover:underline"
                  >
                    {value}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      <time dateTime={entry.at} className="text-muted">
        {format.dateTime(entry.at)}
      </time>
    </li>
  );
}
