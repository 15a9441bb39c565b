export { VehiclePage } from './vehicle-page';
export { VehiclesPage } from './vehicles-page';
