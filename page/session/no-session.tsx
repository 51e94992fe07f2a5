import { useTexts } from '../texts/use-texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Screen } from '../ui/screen.tsx';

/** What to do without a session. */
export function NoSession({ state }: { readonly state: 'absent' | 'expired' }) {
  const { session } = useTexts();
  const { title, advice } = session[state];
  return (
    <Screen key={state} title={title}>
      <EmptyState icon="clock" title={advice} />
    </Screen>
  );
}
