import type { ImportView } from '../../../client/rollcall-client.ts';
import { draftStore } from '../../draft/draft-store.ts';
import { mayDiscard } from '../../routing/ask-before-leaving.ts';
import { navigate } from '../../routing/use-route.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';

/** Begins another import of the same type. */
export function ChooseAgainButton({ view }: { readonly view: ImportView }) {
  const { outcome: texts } = useTexts();
  const choose = () => {
    if (!mayDiscard(texts.discard)) return;
    draftStore.reset();
    draftStore.change({ importType: view.importType });
    navigate({ name: 'import', step: 'file' });
  };
  return <Button onClick={choose}>{texts.chooseAgain}</Button>;
}
