import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { useFormats, useRegion } from '../app/region';
import { useMessages } from '../i18n/language';
import { Icon } from '../ui/icon';
import styles from './map-controls.module.css';

const NICE_METRES = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];
const SCALE_AT_MOST_PX = 84;

/** Zoom, whole region, scale, and whose data the map is. */
export function MapControls({ map }: { readonly map: MapLibreMap }) {
  const t = useMessages('map');
  const region = useRegion();
  const [west, south, east, north] = region.bounds;
  return (
    <>
      <div className={styles.zoom}>
        <button type="button" aria-label={t('zoomIn')} title={t('zoomIn')} onClick={() => map.zoomIn()}>
          <Icon name="plus" size={18} />
        </button>
        <button type="button" aria-label={t('zoomOut')} title={t('zoomOut')} onClick={() => map.zoomOut()}>
          <Icon name="minus" size={18} />
        </button>
        <button
          type="button"
          aria-label={t('showAll')}
          title={t('showAll')}
          onClick={() => map.fitBounds([west, south, east, north], { padding: 24 })}
        >
          <Icon name="fit" size={18} />
        </button>
      </div>
      <div className={styles.foot}>
        <ScaleBar map={map} />
        <span>{region.map.base === 'builtin' ? t('baseBuiltIn') : region.map.attribution}</span>
      </div>
    </>
  );
}

function ScaleBar({ map }: { readonly map: MapLibreMap }) {
  const formats = useFormats();
  const [bar, setBar] = useState(() => barOf(map));
  useEffect(() => {
    const update = () => setBar(barOf(map));
    map.on('zoomend', update);
    map.on('resize', update);
    return () => {
      map.off('zoomend', update);
      map.off('resize', update);
    };
  }, [map]);
  return (
    <span className={styles.scale}>
      <i style={{ width: bar.px }} />
      {formats.distance(bar.metres)}
    </span>
  );
}

function barOf(map: MapLibreMap): { readonly px: number; readonly metres: number } {
  const metresPerPx = (78_271.5 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / 2 ** map.getZoom();
  const metres = NICE_METRES.findLast((each) => each / metresPerPx <= SCALE_AT_MOST_PX) ?? 50;
  return { metres, px: Math.round(metres / metresPerPx) };
}
