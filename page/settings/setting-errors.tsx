import { useTexts } from '../texts/use-texts.ts';
import { ServiceMessage } from '../ui/service-message.tsx';
import type { SettingError } from './settings-form.ts';

/** What is wrong with a setting, of a list entry by entry. */
export function SettingErrors({ errors }: { readonly errors: readonly SettingError[] }) {
  const { settings: texts } = useTexts();
  return errors.map(({ entry, detail }, index) => (
    <span key={entry}>
      {index > 0 && '; '}
      {entry !== undefined && `${texts.entry(entry)} `}
      <ServiceMessage>{detail}</ServiceMessage>
    </span>
  ));
}
