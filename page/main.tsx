import './styles.css';
import { Button } from '@base-ui/react/button';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const element = document.getElementById('page');
if (element)
  createRoot(element).render(
    <StrictMode>
      <main>
        <Button>Rollcall</Button>
      </main>
    </StrictMode>,
  );
