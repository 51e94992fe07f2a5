/** A browser's notifications. */
export interface Notifier {
  readonly permission: () => Permission;
  readonly ask: () => Promise<Permission>;
  /** @param importId which a press on it opens */
  readonly show: (news: News, importId: string) => void;
  /** Whether the person looks at the import. */
  readonly isSeen: (importId: string) => boolean;
}

export interface News {
  readonly title: string;
  readonly body: string;
}

export type Permission = 'default' | 'denied' | 'granted';

/** Imports whose end is to be notified in this tab. */
const wanted = new Set<string>();

export const notifications = {
  want: (importId: string): void => void wanted.add(importId),
  isWanted: (importId: string): boolean => wanted.has(importId),
  /** Once, and only to a person who looks at something else. */
  ended(notifier: Notifier | undefined, importId: string, news: News): void {
    if (!wanted.delete(importId) || notifier?.permission() !== 'granted') return;
    if (!notifier.isSeen(importId)) notifier.show(news, importId);
  },
  /** Goes on when the person leaves the screen of the import. @param follow resolves when the import has ended */
  async left(notifier: Notifier | undefined, importId: string, follow: () => Promise<News>): Promise<void> {
    if (!wanted.has(importId)) return;
    // Without an answer there is no notification: the e-mail tells.
    const news = await follow().catch(() => undefined);
    if (news !== undefined) notifications.ended(notifier, importId, news);
  },
};
