export { MileagePage } from './mileage-page';
