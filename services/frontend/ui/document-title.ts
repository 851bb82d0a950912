import { useEffect } from 'react';

const site = 'Todo';

/** Names the view in the browser's tab and to screen readers, for as long as it is shown. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    // First strong isolate, and its end: a title from right to left does not take the site's name with it.
    document.title = title ? `\u2068${title}\u2069 · ${site}` : site;
    return () => {
      document.title = site;
    };
  }, [title]);
}
