import { useTexts } from '../texts/use-texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Screen } from '../ui/screen.tsx';

export function UnknownScreen() {
  const { app: texts } = useTexts();
  return (
    <Screen title={texts.unknownScreen.title}>
      <EmptyState
        icon="search"
        title={texts.unknownScreen.advice}
        actions={<ButtonLink to={{ name: 'imports' }}>{texts.openImports}</ButtonLink>}
      />
    </Screen>
  );
}
