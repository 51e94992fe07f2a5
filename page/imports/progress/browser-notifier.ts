import { hashOf } from '../../routing/routes.ts';
import type { Notifier } from './notifications.ts';

/** @returns undefined where there are no notifications: frames of other pages may not ask for them, and Android shows only those of service workers */
export function browserNotifier(): Notifier | undefined {
  const isPossible = typeof Notification !== 'undefined' && !/Android/.test(navigator.userAgent);
  if (!isPossible || window.top !== window) return undefined;
  return {
    permission: () => Notification.permission,
    ask: () => Notification.requestPermission(),
    show({ title, body }, importId) {
      const notification = new Notification(title, { body, tag: importId });
      notification.onclick = () => {
        window.focus();
        location.hash = hashOf({ name: 'import-detail', importId });
        notification.close();
      };
    },
    isSeen: (importId) => !document.hidden && location.hash.includes(importId),
  };
}
