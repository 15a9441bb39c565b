import type { NewKey } from '../../api/foreign-trackers';

/** What is typed, pasted or opened on the telephone. */
export interface Addresses {
  /** Traccar Client's server URL; opened there as a link it also sets the name. */
  readonly traccar: string;
  readonly osmAnd: string;
  /** Opened on a telephone with OwnTracks it sets all of it (owntracks.org/booklet/features/remoteconfig). */
  readonly ownTracks: string;
}

/** HTTP mode of OwnTracks. */
const HTTP_MODE = 3;

/** OsmAnd's speed is in metres per second and its third value is its accuracy, so it is not asked for the one and the other is named so. */
const OSMAND_QUERY = '?lat={0}&lon={1}&timestamp={2}&accuracy={3}&altitude={4}&bearing={6}';

/** @param origin of this page, which is where the telephone must come to. Pure. */
export function addressesOf(made: NewKey, origin: string): Addresses {
  const configuration = {
    _type: 'configuration',
    mode: HTTP_MODE,
    url: origin + made.ownTracksPath,
    auth: true,
    username: made.deviceId,
    password: made.key,
    deviceId: made.deviceId,
    tid: made.deviceId.slice(-2),
  };
  return {
    traccar: `${origin}${made.osmAndPath}?id=${made.deviceId}`,
    osmAnd: origin + made.osmAndPath + OSMAND_QUERY,
    ownTracks: `owntracks:///config?inline=${encodeURIComponent(btoa(JSON.stringify(configuration)))}`,
  };
}
