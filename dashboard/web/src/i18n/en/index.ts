import type { Messages } from '../messages';
import login from './login.json';
import home from './home.json';
import progress from './progress.json';
import entry from './entry.json';
import compliance from './compliance.json';
import activity from './activity.json';
import opd from './opd.json';
import app from './app.json';
import map from './map.json';
import history from './history.json';
import wall from './wall.json';
import devices from './devices.json';

export const EN: Messages = {
  login,
  home,
  progress,
  entry,
  compliance,
  activity,
  opd,
  app,
  map,
  history,
  wall,
  devices,
};
