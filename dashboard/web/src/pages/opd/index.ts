export { OpdPage } from './opd-page';
