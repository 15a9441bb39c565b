import type { Messages } from '../messages';
import login from './login.json';
import home from './home.json';
import progress from './progress.json';
import entry from './entry.json';
import common from './common.json';
import compliance from './compliance.json';
import activity from './activity.json';
import opd from './opd.json';
import packages from './packages.json';
import app from './app.json';
import map from './map.json';
import history from './history.json';
import wall from './wall.json';
import devices from './devices.json';
import visits from './visits.json';
import alerts from './alerts.json';
import permits from './permits.json';
import rules from './rules.json';
import vehicles from './vehicles.json';
import areas from './areas.json';
import presence from './presence.json';
import past from './past.json';
import visitors from './visitors.json';
import mileage from './mileage.json';
import retention from './retention.json';

export const EN: Messages = {
  login,
  home,
  progress,
  entry,
  common,
  compliance,
  activity,
  opd,
  packages,
  app,
  map,
  history,
  wall,
  devices,
  visits,
  alerts,
  permits,
  rules,
  vehicles,
  areas,
  presence,
  past,
  visitors,
  mileage,
  retention,
};
