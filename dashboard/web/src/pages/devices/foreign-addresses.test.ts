import { describe, expect, it } from 'vitest';
import { addressesOf } from './foreign-addresses';

const MADE = { deviceId: 'hp-12', key: '0abcdefghjkmnpqrstvwxyz123', osmAndPath: '/api/v1/osmand/0abcdefghjkmnpqrstvwxyz123', ownTracksPath: '/api/v1/owntracks' };

describe('addresses for a telephone', () => {
  const addresses = addressesOf(MADE, 'https://pantau.example');

  it('are one link for Traccar Client', () => {
    expect(addresses.traccar).toBe('https://pantau.example/api/v1/osmand/0abcdefghjkmnpqrstvwxyz123?id=hp-12');
  });

  it('do not ask OsmAnd for a speed that is not in knots', () => {
    expect(addresses.osmAnd).toContain('/osmand/0abcdefghjkmnpqrstvwxyz123?lat={0}&lon={1}&timestamp={2}&accuracy={3}');
    expect(addresses.osmAnd).not.toContain('speed');
  });

  it('are a whole configuration for OwnTracks', () => {
    const inline = decodeURIComponent(addresses.ownTracks.replace('owntracks:///config?inline=', ''));
    expect(JSON.parse(atob(inline))).toEqual({
      _type: 'configuration',
      mode: 3,
      url: 'https://pantau.example/api/v1/owntracks',
      auth: true,
      username: 'hp-12',
      password: MADE.key,
      deviceId: 'hp-12',
      tid: '12',
    });
  });
});
