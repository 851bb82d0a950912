import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';

interface Props {
  pressed: boolean;
  onPress: () => void;
}

export function NotificationButton({ pressed, onPress }: Props) {
  return (
    <Button look="quiet" icon aria-label="Notifications" aria-pressed={pressed} onClick={onPress}>
      <Icon name="bell" />
    </Button>
  );
}
