import { createContext, use } from 'preact/compat';
import { draftStore, useDraft } from '../draft/draft-store.ts';
import type { OwnSession } from '../session/use-own-session.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Switch } from '../ui/switch.tsx';
import { isReviewed } from './review-choice.ts';

/** The session, in the last step before the upload: there the person decides about the review. */
export const ReviewContext = createContext<OwnSession | undefined>(undefined);

/** Nothing in other steps. */
export function ReviewSwitch() {
  const { review: texts } = useTexts();
  const draft = useDraft();
  const session = use(ReviewContext);
  if (session === undefined) return null;
  const isRequired = session.reviewRequired === true;
  return (
    <Switch
      label={texts.before}
      help={isRequired ? texts.required : texts.beforeHelp}
      isOn={isReviewed(draft, session)}
      disabled={isRequired}
      onChange={(isOn) => draftStore.change({ review: isOn })}
    />
  );
}
