export { PermitsPage } from './permits-page';
