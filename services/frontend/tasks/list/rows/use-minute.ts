import { useEffect, useState } from 'react';

const minute = 60_000;

/** Returns the time and updates it on each minute, because "overdue" and "today" depend on it. */
export function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), minute - (now.getTime() % minute));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
