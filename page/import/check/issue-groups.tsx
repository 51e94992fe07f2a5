import { useEffect, useRef, useState } from 'preact/compat';
import type { IssueGroup } from '../../check/protocol.ts';
import { namesField } from '../../texts/names-field.ts';
import { useServiceText } from '../../texts/service/use-service-text.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { useStableGroups } from './use-stable-groups.ts';

const FIRST_GROUPS = 5;
/** A file may have a thousand kinds: they are not all listed at once. */
const FURTHER_GROUPS = 20;

export interface IssueGroupsProps {
  readonly groups: readonly IssueGroup[];
  /** Whose rows are shown. */
  readonly shown: number | undefined;
  readonly onShow: (group: IssueGroup) => void;
}

/** The kinds of problems, each with a button that shows its rows. */
export function IssueGroups({ groups: now, shown, onShow }: IssueGroupsProps) {
  const groups = useStableGroups(now);
  const { check: texts } = useTexts();
  const format = useFormat();
  const [limit, setLimit] = useState(FIRST_GROUPS);
  const list = useRef<HTMLUListElement>(null);
  // The button may be gone: the first problem that was not shown before has the focus.
  useEffect(() => {
    if (limit > FIRST_GROUPS)
      list.current?.children[limit - FURTHER_GROUPS]?.querySelector('button')?.focus();
  }, [limit]);
  if (groups.length === 0) return null;
  // One more takes the place of the button.
  const listed = groups.length <= limit + 1 ? groups : groups.slice(0, limit);
  const more = Math.min(FURTHER_GROUPS, groups.length - listed.length);
  const counts = listed.map(({ count }) => texts.times(format.number(count)).length);
  const width = `${Math.max(4, ...counts)}ch`;
  return (
    <section aria-label={texts.issues} className="flex flex-col gap-3">
      <div>
        <h3 className="font-semibold">{texts.issues}</h3>
        <p className="text-sm text-muted">{texts.issuesHelp}</p>
      </div>
      <ul
        ref={list}
        className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
      >
        {listed.map((group) => (
          <li key={group.id}>
            <Group group={group} width={width} isShown={group.id === shown} onShow={() => onShow(group)} />
          </li>
        ))}
      </ul>
      {listed.length < groups.length && (
        <Button look="quiet" className="self-start" onClick={() => setLimit(limit + FURTHER_GROUPS)}>
          {texts.moreIssues(more)}
        </Button>
      )}
    </section>
  );
}

interface GroupProps {
  readonly group: IssueGroup;
  /** Of the column of counts. */
  readonly width: string;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function Group({ group: { severity, field = '', kind, count }, width, isShown, onShow }: GroupProps) {
  const { check: texts } = useTexts();
  const format = useFormat();
  const { text, lang } = useServiceText()(kind);
  const isNamed = namesField(text, field);
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onShow}
      className={classes(
        'flex w-full items-center gap-4 px-4 py-3 text-left text-sm -outline-offset-2 hover:bg-sunken',
        isShown && 'bg-accent/10',
      )}
    >
      <span
        style={{ minWidth: width }}
        className={classes(
          'flex shrink-0 justify-end font-semibold tabular-nums',
          count === 0 ? 'text-created' : severity === 'error' ? 'text-failed' : 'text-warning',
        )}
      >
        {count === 0 ? <Icon name="check" /> : texts.times(format.number(count))}
      </span>
      {count === 0 && <span className="sr-only">{texts.solved}</span>}
      <span className={classes('min-w-0 flex-1 break-words', count === 0 && 'text-muted')} lang={lang}>
        {isNamed ? (
          <>
            <strong className="font-semibold">{field}</strong>
            {text.slice(field.length)}
          </>
        ) : (
          text || texts.otherIssues
        )}
      </span>
      <Icon name="chevronRight" className="size-4 text-muted" />
    </button>
  );
}
