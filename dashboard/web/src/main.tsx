import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { setServerDateListener } from './api/http';
import { noteServerDate } from './app/server-clock';
import { applyStoredTheme } from './app/theme';

setServerDateListener(noteServerDate);
applyStoredTheme();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
