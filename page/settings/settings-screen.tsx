import type { ReactNode } from 'preact/compat';
import { navigate } from '../routing/use-route.ts';
import { type Permission, useOwnSession } from '../session/use-own-session.ts';
import { useTexts } from '../texts/use-texts.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Loading } from '../ui/loading.tsx';
import { Screen } from '../ui/screen.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { ApiKeys } from './api-keys.tsx';
import { SECTIONS, type SectionName } from './settings-form.ts';
import { SettingsSection } from './settings-section.tsx';
import { useSettings } from './use-settings.ts';

const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];

/** The settings of the tenant and its API keys, as far as the session permits. */
export default function SettingsScreen({ section }: { readonly section: string | undefined }) {
  const { settings: texts } = useTexts();
  const session = useOwnSession();
  return (
    <Screen title={texts.title} subtitle={session?.tenant}>
      {session === undefined ? <Loading /> : <Sections section={section} permissions={session.permissions} />}
    </Screen>
  );
}

interface SectionsProps {
  readonly section: string | undefined;
  readonly permissions: readonly Permission[];
}

function Sections({ section, permissions }: SectionsProps) {
  const { settings: texts } = useTexts();
  const readsSettings = permissions.includes('tenant:read');
  const readsKeys = permissions.includes('keys:read');
  if (!readsSettings && !readsKeys)
    return <EmptyState title={texts.none.title}>{texts.none.advice}</EmptyState>;
  const keys = {
    value: 'keys',
    label: texts.section.keys,
    content: <ApiKeys mayChange={permissions.includes('keys:write')} />,
  };
  if (!readsSettings) return keys.content;
  return (
    <SettingsTabs
      section={section}
      isReadOnly={!permissions.includes('tenant:write')}
      others={readsKeys ? [keys] : []}
    />
  );
}

interface SettingsTabsProps {
  readonly section: string | undefined;
  readonly isReadOnly: boolean;
  readonly others: readonly { readonly value: string; readonly label: string; readonly content: ReactNode }[];
}

/** The sections share what was changed, so that it is not lost when another tab is opened. */
function SettingsTabs({ section, isReadOnly, others }: SettingsTabsProps) {
  const { settings: texts } = useTexts();
  const form = useSettings();
  const tabs = [
    ...SECTION_NAMES.map((name) => ({
      value: name,
      label: texts.section[name],
      content: <SettingsSection settings={SECTIONS[name]} form={form} isReadOnly={isReadOnly} />,
    })),
    ...others,
  ];
  const current = tabs.find(({ value }) => value === section)?.value ?? 'general';
  return (
    <Tabs
      label={texts.title}
      tabs={tabs}
      value={current}
      onChange={(next) => navigate({ name: 'settings', section: next })}
    />
  );
}
