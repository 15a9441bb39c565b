export { PresencePage } from './presence-page';
