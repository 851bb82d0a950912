import { useEffect, useState } from 'react';

const minute = 60_000;

/** The time, which moves once a minute, on the minute: what says "overdue" or "today" follows it. */
export function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), minute - (now.getTime() % minute));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
