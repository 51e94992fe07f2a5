import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createPageClient } from './api/page-client.ts';
import { forgetAnswers } from './api/use-polled.ts';
import { App } from './app/app.tsx';
import { createSessionStore } from './session/session.ts';
import { chooseLanguage } from './texts/language.ts';
import { loadLanguage } from './texts/use-texts.ts';

/** Parameters of the address: `lang` and `theme` (`light` or `dark`). */
const parameters = new URLSearchParams(location.search);

async function open(element: HTMLElement): Promise<void> {
  const session = createSessionStore(window);
  // A link with another session opens in the same tab.
  window.addEventListener('hashchange', () => {
    if (session.readFragment()) forgetAnswers();
  });
  const localized = await loadLanguage(chooseLanguage([parameters.get('lang'), ...navigator.languages]));
  document.documentElement.lang = localized.language;
  const theme = parameters.get('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const client = createPageClient({ api: location.origin, session });
  createRoot(element).render(
    <StrictMode>
      <App client={client} session={session} localized={localized} />
    </StrictMode>,
  );
}

const element = document.getElementById('page');
if (element !== null) void open(element);
