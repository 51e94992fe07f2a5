import type { Notifier } from './notifications.ts';

/** @returns undefined where there are no notifications, as in frames of other pages, which may not ask for them */
export function browserNotifier(): Notifier | undefined {
  if (typeof Notification === 'undefined' || window.top !== window) return undefined;
  return {
    permission: () => Notification.permission,
    ask: () => Notification.requestPermission(),
    show(title, body) {
      const notification = new Notification(title, { body });
      notification.onclick = () => window.focus();
    },
    isHidden: () => document.hidden,
  };
}
