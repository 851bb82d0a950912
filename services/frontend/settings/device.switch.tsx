import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { User } from '../account/account.queries.ts';
import { isOnHere, obstacle, pushKey, turnOff, turnOn } from '../push/device.ts';
import { Switch } from '../ui/fields/switch.tsx';
import { SectionProblem } from './section.tsx';

const hints = {
  unsupported: 'This browser cannot show notifications.',
  denied: 'Notifications are blocked for this page. Allow them in the settings of the browser first.',
  push: 'Reminders appear on this device, also while the page is closed. You can complete or snooze a task right there. Signing out ends it.',
  tab: 'Push is not set up on this server, so reminders appear on this device only while the page is open.',
};

/** Says what it does before the browser asks for the permission. */
export function DeviceSwitch({ user }: { user: User }) {
  const key = useQuery({ queryKey: ['push-key'], queryFn: ({ signal }) => pushKey(signal) });
  const [problem, setProblem] = useState(obstacle);
  const [isOn, setIsOn] = useState(() => !problem && isOnHere(user.id));
  const change = useMutation({
    retry: false,
    mutationFn: async (on: boolean) => {
      if (on) return turnOn(user.id);
      await turnOff();
      return false;
    },
    onSuccess: (on) => {
      setIsOn(on);
      setProblem(obstacle());
    },
  });
  return (
    <>
      <Switch
        label="On this device"
        hint={hints[problem ?? (key.data === null ? 'tab' : 'push')]}
        checked={change.isPending ? change.variables : isOn}
        disabled={problem !== undefined || change.isPending || key.isPending}
        onChange={(on) => change.mutate(on)}
      />
      <SectionProblem error={change.error} />
    </>
  );
}
