import { Map as MapLibreMap } from 'maplibre-gl';

export { MapLibreMap };
