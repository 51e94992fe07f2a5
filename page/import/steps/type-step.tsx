import { mayDiscard } from '../../routing/ask-before-leaving.ts';
import { plainText } from '../../texts/plain-text.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { useTypeText } from '../../types/use-type-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from '../step-props.ts';

export function TypeStep({ draft, importTypes, change, next, back }: StepProps) {
  const texts = useTexts();
  const typeText = useTypeText();
  const types = importTypes.map((type) => ({ ...type, ...typeText(type) }));
  return (
    <StepFrame title={texts.import.type.title} back={back}>
      <ul className="grid gap-4 sm:grid-cols-2">
        {types.map(({ name, title, about, lang, formats }) => (
          <li key={name}>
            <button
              type="button"
              aria-current={draft.importType === name || undefined}
              onClick={() => {
                if (name !== draft.importType && !mayDiscard(texts.import.discard)) return;
                change({ importType: name });
                next();
              }}
              className="group flex h-full w-full flex-col gap-2 rounded-card border border-line bg-surface p-5 text-left transition-colors hover:border-accent aria-[current]:border-accent"
            >
              <span className="flex w-full items-center justify-between gap-3 font-medium">
                {title}
                <Icon name="chevronRight" className="size-4 text-muted group-hover:text-accent" />
              </span>
              <span lang={lang} className="text-sm text-muted">
                {plainText(about)}
              </span>
              <span className="mt-auto pt-2 text-xs font-medium tracking-wide text-muted uppercase">
                {formats.join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </StepFrame>
  );
}
