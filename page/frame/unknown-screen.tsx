import type { Route } from '../routing/routes.ts';
import { useTexts } from '../texts/use-texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Screen } from '../ui/screen.tsx';

interface UnknownScreenProps {
  /** The list that is offered instead. */
  readonly to?: Route;
}

export function UnknownScreen({ to = { name: 'imports' } }: UnknownScreenProps) {
  const { app: texts } = useTexts();
  return (
    <Screen title={texts.unknownScreen.title}>
      <EmptyState
        icon="search"
        title={texts.unknownScreen.advice}
        actions={<ButtonLink to={to}>{texts.openImports}</ButtonLink>}
      />
    </Screen>
  );
}
