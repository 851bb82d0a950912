export function NotificationPanel(_: { onClose: () => void }) {
  return null;
}
