import { useEffect, useRef } from 'preact/compat';
import { useFormat, useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { Loading } from '../ui/loading.tsx';
import { Notice } from '../ui/notice.tsx';
import { SettingControl } from './setting-control.tsx';
import { SettingErrors } from './setting-errors.tsx';
import type { Setting, SettingPath } from './settings-form.ts';
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
          errors={form.errors.get(setting.path)}
          isReadOnly={isReadOnly}
          onChange={(value) => form.change(setting.path, value)}
        />
      ))}
      {!isReadOnly && <SaveBar form={form} />}
    </form>
  );
}

interface SaveBarProps {
  readonly form: SettingsSectionProps['form'];
}

function SaveBar({ form }: SaveBarProps) {
  const { settings: texts, app } = useTexts();
  const { state, hasChanges, errors } = form;
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const form = bar.current?.closest('form');
    if (state.kind === 'refused') form?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    bar.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }, [state]);
  return (
    <div ref={bar} className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary" disabled={!hasChanges} isBusy={state.kind === 'saving'}>
          {texts.save}
        </Button>
        {hasChanges && <Button onClick={form.discard}>{app.cancel}</Button>}
      </div>
      {/* Below the buttons, which would move otherwise. */}
      {state.kind === 'saved' && <Notice tone="success" isLive title={texts.saved} />}
      {state.kind === 'refused' && errors.size === 0 && <FailureNotice error={state.error} />}
      {errors.size > 0 && <WrongSettings errors={errors} />}
      {state.kind === 'outdated' && <Outdated lost={state.lost} />}
    </div>
  );
}

/** Settings of other sections too, which cannot be seen here. */
function WrongSettings({ errors }: Pick<SaveBarProps['form'], 'errors'>) {
  const { settings: texts } = useTexts();
  return (
    <Notice tone="danger" isLive title={texts.notSaved}>
      <ul>
        {[...errors].map(([path, wrong]) => (
          <li key={path}>
            {texts.setting[path].label}: <SettingErrors errors={wrong} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Outdated({ lost }: { readonly lost: readonly SettingPath[] }) {
  const { settings: texts } = useTexts();
  const format = useFormat();
  return (
    <Notice tone="warning" isLive title={texts.outdated.title}>
      {lost.length === 0
        ? texts.outdated.kept
        : texts.outdated.lost(format.list(lost.map((path) => texts.setting[path].label)))}
    </Notice>
  );
}
