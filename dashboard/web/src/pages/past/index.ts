export { PastPage } from './past-page';
