import { useEffect } from 'react';

const site = 'Todo';

/** Names the view in the browser's tab and for screen readers, as long as the view is shown. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    // First strong isolate and its end keep a right-to-left title from reordering the site's name.
    document.title = title ? `\u2068${title}\u2069 · ${site}` : site;
    return () => {
      document.title = site;
    };
  }, [title]);
}
