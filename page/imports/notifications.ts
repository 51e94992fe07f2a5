/** A browser's notifications. */
export interface Notifier {
  readonly permission: () => Permission;
  readonly ask: () => Promise<Permission>;
  readonly show: (title: string, body: string) => void;
  readonly isHidden: () => boolean;
}

export type Permission = 'default' | 'denied' | 'granted';

/** Imports whose end is to be notified in this tab. */
const wanted = new Set<string>();

export const notifications = {
  want: (importId: string): void => void wanted.add(importId),
  isWanted: (importId: string): boolean => wanted.has(importId),
  /** Once, and only to a person who looks at something else. */
  ended(notifier: Notifier | undefined, importId: string, title: string, body: string): void {
    if (!wanted.delete(importId) || notifier?.permission() !== 'granted') return;
    if (notifier.isHidden()) notifier.show(title, body);
  },
};
