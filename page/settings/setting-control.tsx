import { useTexts } from '../texts/use-texts.ts';
import { Field, Input, TextArea } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { Switch } from '../ui/switch.tsx';
import { SettingErrors } from './setting-errors.tsx';
import { SettingRows } from './setting-rows.tsx';
import { isList, type Json, type Setting, type SettingError } from './settings-form.ts';

interface SettingControlProps {
  readonly setting: Setting;
  readonly value: Json;
  readonly errors: readonly SettingError[] | undefined;
  readonly isReadOnly: boolean;
  readonly onChange: (value: Json) => void;
}

/** The default of a setting, among the choices. */
const BY_DEFAULT = '';

export function SettingControl({ setting, value, errors, isReadOnly, onChange }: SettingControlProps) {
  const { settings: texts } = useTexts();
  const error = errors && <SettingErrors errors={errors} />;
  const { label, help } = texts.setting[setting.path];
  if (setting.kind === 'switch')
    return (
      <Switch label={label} help={help} isOn={value === true} onChange={onChange} disabled={isReadOnly} />
    );
  if (setting.kind === 'rows')
    return (
      <SettingRows
        label={label}
        help={help}
        error={error}
        cells={setting.cells}
        rows={isList(value) ? value : []}
        isReadOnly={isReadOnly}
        onChange={onChange}
      />
    );
  return (
    <Field label={label} help={help} error={error}>
      <Control {...{ setting, value, isReadOnly, onChange }} />
    </Field>
  );
}

function Control({ setting, value, isReadOnly, onChange }: Omit<SettingControlProps, 'errors'>) {
  const { settings: texts } = useTexts();
  if (setting.kind === 'lines')
    return (
      <TextArea
        value={isList(value) ? value.map(String).join('\n') : ''}
        disabled={isReadOnly}
        onChange={(text) => onChange(text === '' ? [] : text.split('\n'))}
      />
    );
  if (setting.kind === 'choice')
    return (
      <Select
        label={texts.setting[setting.path].label}
        items={[
          { value: BY_DEFAULT, label: texts.byDefault },
          ...setting.choices.map((choice) => ({ value: choice, label: choice })),
        ]}
        value={value === undefined || value === null ? BY_DEFAULT : String(value)}
        disabled={isReadOnly}
        onChange={(choice) => onChange(choice === BY_DEFAULT ? null : Number(choice))}
      />
    );
  return (
    <Input
      type={setting.kind === 'number' ? 'number' : 'text'}
      inputMode={setting.kind === 'number' ? 'numeric' : undefined}
      value={value === undefined || value === null ? '' : String(value)}
      placeholder={texts.byDefault}
      disabled={isReadOnly}
      onChange={(text) => onChange(readText(setting.kind, text))}
    />
  );
}

/** An empty field restores the default. */
function readText(kind: Setting['kind'], text: string): Json {
  if (text.trim() === '') return null;
  return kind === 'number' ? Number(text) : text;
}
