import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { SettingControl } from './setting-control.tsx';
import type { Setting } from './settings-form.ts';
import type { useSettings } from './use-settings.ts';

interface SettingsSectionProps {
  readonly settings: readonly Setting[];
  readonly form: ReturnType<typeof useSettings>;
  readonly isReadOnly: boolean;
}

export function SettingsSection({ settings, form, isReadOnly }: SettingsSectionProps) {
  if (form.data === undefined)
    return form.error === undefined ? (
      <Loading />
    ) : (
      <FailureNotice error={form.error} onRetry={form.refresh} />
    );
  return (
    <form
      noValidate
      className="flex max-w-2xl flex-col gap-7"
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      {settings.map((setting) => (
        <SettingControl
          key={setting.path}
          setting={setting}
          value={form.valueOf(setting.path)}
          error={form.errors.get(setting.path)}
          isReadOnly={isReadOnly}
          onChange={(value) => form.change(setting.path, value)}
        />
      ))}
      {!isReadOnly && <SaveBar form={form} />}
    </form>
  );
}

function SaveBar({ form }: Pick<SettingsSectionProps, 'form'>) {
  const { settings: texts, app } = useTexts();
  const { state, hasChanges } = form;
  return (
    <div className="flex flex-col gap-4">
      {state.kind === 'saved' && <Notice tone="success" isLive title={texts.saved} />}
      {state.kind === 'refused' && <FailureNotice error={state.error} />}
      {state.kind === 'outdated' && (
        <Notice
          tone="warning"
          isLive
          title={texts.outdated.title}
          actions={<Button onClick={form.discard}>{texts.outdated.reload}</Button>}
        >
          {texts.outdated.advice}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary" disabled={!hasChanges} isBusy={state.kind === 'saving'}>
          {texts.save}
        </Button>
        {hasChanges && <Button onClick={form.discard}>{app.cancel}</Button>}
      </div>
    </div>
  );
}
