import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Offer } from './replacement.ts';

interface ReplaceOfferProps {
  readonly offer: Offer;
  readonly onTake: () => void;
  readonly onRefuse: () => void;
}

/** After a cell was corrected: the same for all equal cells. It is above the grid, which does not move. */
export function ReplaceOffer({ offer: { from, to, rows }, onTake, onRefuse }: ReplaceOfferProps) {
  const { check: texts, app } = useTexts();
  return (
    <div className="absolute inset-x-3 bottom-6 z-10 mx-auto flex w-fit max-w-full items-center gap-3 rounded-card border border-line bg-surface py-2 pr-2 pl-4 text-sm shadow-lg">
      <span className="min-w-0 break-words">{texts.replaceAll(from, to, rows)}</span>
      <Button look="primary" onClick={onTake}>
        {texts.replace}
      </Button>
      <button
        type="button"
        aria-label={app.close}
        onClick={onRefuse}
        className="rounded-control p-2 text-muted hover:bg-sunken"
      >
        <Icon name="cross" className="size-4" />
      </button>
    </div>
  );
}
