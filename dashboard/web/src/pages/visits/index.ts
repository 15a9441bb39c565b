export { VisitsPage } from './visits-page';
