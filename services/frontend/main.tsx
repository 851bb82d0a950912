import './theme/tokens.css';
import './theme/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query.client.ts';
import { App } from './app.tsx';
import { loadNewerPage } from './layout/newer-page.ts';
import { applyTheme, chosenTheme } from './theme/theme.ts';
import { ToastsPart } from './ui/overlay/toasts.part.tsx';

applyTheme(chosenTheme());
addEventListener('vite:preloadError', () => void loadNewerPage());
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  addEventListener('load', () =>
    import('./offline/register.ts').then(({ registerServiceWorker }) => registerServiceWorker()),
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    {/* The Content-Security-Policy allows no inline style elements. */}
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={createQueryClient()}>
        <App />
        <ToastsPart />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
);
