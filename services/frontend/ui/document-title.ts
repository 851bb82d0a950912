import { useEffect } from 'react';

const site = 'Todo';

/** Names the view in the browser's tab and to screen readers, for as long as it is shown. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · ${site}` : site;
    return () => {
      document.title = site;
    };
  }, [title]);
}
