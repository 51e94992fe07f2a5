import { draftStore } from '../../draft/draft-store.ts';
import { leftOutOf } from '../../draft/left-out.ts';
import { mayDiscard } from '../../routing/ask-before-leaving.ts';
import { navigate } from '../../routing/use-route.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { saveFile } from '../../ui/save-as.ts';

/** Reminds of the records that were not sent, in the tab that has their file. */
export function LeftOutNotice({ importId }: { readonly importId: string }) {
  const { outcome: texts } = useTexts();
  const leftOut = leftOutOf(importId);
  if (leftOut === undefined) return null;
  const { file, records, draft } = leftOut;
  const fix = (next: typeof draft) => {
    if (!mayDiscard(texts.discard)) return;
    draftStore.reset();
    draftStore.change(next ?? {});
    navigate({ name: 'import', step: 'check' });
  };
  return (
    <Notice
      tone="warning"
      title={texts.leftOut.title(records)}
      actions={
        <>
          {draft && <Button onClick={() => fix(draft)}>{texts.leftOut.fix(records)}</Button>}
          <Button look="quiet" onClick={() => saveFile(file, file.name)}>
            {texts.leftOut.save}
          </Button>
        </>
      }
    >
      {texts.leftOut.advice(file.name)}
    </Notice>
  );
}
