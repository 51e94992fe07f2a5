import { Select as BaseSelect } from '@base-ui/react/select';
import { use } from 'react';
import { CONTROL } from './field.tsx';
import { Icon } from './icon.tsx';
import { LayersContext } from './layers.ts';

export interface SelectItem {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps {
  /** Its name for screen readers, where no Field has a label for it. */
  readonly label?: string;
  readonly items: readonly SelectItem[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

export function Select({ label, items, value, onChange, disabled = false }: SelectProps) {
  const layers = use(LayersContext);
  return (
    <BaseSelect.Root
      items={items}
      value={value}
      disabled={disabled}
      onValueChange={(next) => next !== null && onChange(next)}
    >
      <BaseSelect.Trigger
        aria-label={label}
        className={`${CONTROL} flex items-center justify-between gap-2 text-left`}
      >
        <BaseSelect.Value className="min-w-0 truncate" />
        <BaseSelect.Icon className="text-muted">
          <Icon name="chevronDown" className="size-4" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal container={layers}>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-20 outline-none">
          <BaseSelect.Popup className="max-h-(--available-height) min-w-(--anchor-width) max-w-(--available-width) overflow-y-auto rounded-control border border-line bg-surface py-1 shadow-lg outline-none">
            {items.map((item) => (
              <BaseSelect.Item
                key={item.value}
                value={item.value}
                className="flex cursor-default items-center gap-2 px-3 py-2 text-sm outline-none select-none data-[highlighted]:bg-sunken"
              >
                <span className="w-4">
                  <BaseSelect.ItemIndicator>
                    <Icon name="check" className="size-4 text-accent" />
                  </BaseSelect.ItemIndicator>
                </span>
                <BaseSelect.ItemText className="min-w-0 break-words">{item.label}</BaseSelect.ItemText>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
