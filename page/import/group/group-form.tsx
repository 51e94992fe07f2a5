import { useState } from 'preact/compat';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { FileSettings } from '../open-check.ts';
import { StepFrame } from '../step-frame.tsx';
import type { StepProps } from '../step-props.ts';
import { firstParameters, type MemberParameters } from './member-parameters.ts';
import { ProfileColumns } from './profile-columns.tsx';

interface GroupFormProps extends StepProps {
  readonly settings: FileSettings;
}

export function GroupForm({ draft, settings, change, next, back }: GroupFormProps) {
  const { import: texts, app } = useTexts();
  const { memberGroups, profileFields } = settings;
  const before = draft.parameters as MemberParameters | undefined;
  const [chosen, setChosen] = useState(before ?? firstParameters(memberGroups));
  const choose = (patch: Partial<MemberParameters>) => setChosen({ ...chosen, ...patch });
  const { group, roleId, blocked } = chosen;
  const groups = memberGroups.map(({ id, name = id }) => ({ value: id, label: name }));
  const finish = () => {
    // The same object: the file is then not read again.
    const isSame = JSON.stringify(before) === JSON.stringify(chosen);
    change({ parameters: isSame ? before : chosen });
    next();
  };
  return (
    <StepFrame
      title={texts.group.title}
      back={back}
      action={
        <Button look="primary" disabled={group === ''} onClick={finish}>
          {app.continue}
        </Button>
      }
    >
      <Card>
        <div className="flex flex-col gap-6">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={texts.group.group}>
              <Select
                items={group === '' ? [{ value: '', label: texts.group.choose }, ...groups] : groups}
                value={group}
                onChange={(id) => choose({ group: id })}
              />
            </Field>
            <Field label={texts.group.role}>
              <Select
                items={Object.entries(texts.group.roles).map(([value, label]) => ({ value, label }))}
                value={String(roleId)}
                onChange={(id) => choose({ roleId: Number(id) })}
              />
            </Field>
          </div>
          <Switch
            label={texts.group.blocked}
            help={texts.group.blockedHelp}
            isOn={blocked}
            onChange={(isOn) => choose({ blocked: isOn })}
          />
          <ProfileColumns
            selected={chosen.selectedFields}
            fields={profileFields}
            onChange={(selectedFields) => choose({ selectedFields })}
          />
        </div>
      </Card>
    </StepFrame>
  );
}
