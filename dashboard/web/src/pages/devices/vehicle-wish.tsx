import { useQuery } from '@tanstack/react-query';
import { type Vehicle, fetchVehicles } from '../../api/vehicles';
import { useMessages } from '../../i18n/language';
import { SelectField, TextField } from '../../ui';

interface VehicleWishProps {
  readonly vehicle: string;
  readonly onVehicle: (id: string) => void;
  readonly name: string;
  readonly onName: (name: string) => void;
}

/** In which vehicle a tracker will ride, and what it is called. */
export function VehicleWish({ vehicle, onVehicle, name, onName }: VehicleWishProps) {
  const t = useMessages('devices');
  const vehicles = useQuery({ queryKey: ['vehicles'], queryFn: ({ signal }) => fetchVehicles(signal), staleTime: 300_000 });
  return (
    <>
      <SelectField
        label={t('vehicle')}
        placeholder={t('pickVehicle')}
        value={vehicle}
        onPick={onVehicle}
        hint={t('vehicleHint')}
        options={inOrder(vehicles.data ?? []).map((each) => ({
          value: String(each.id),
          label: each.deviceId === undefined ? `${each.plate} · ${each.name}` : t('vehicleHas', { vehicle: `${each.plate} · ${each.name}`, device: each.deviceId }),
        }))}
      />
      <TextField
        label={t('trackerName')}
        hint={t('trackerNameHint')}
        value={name}
        maxLength={32}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onName(event.currentTarget.value)}
      />
    </>
  );
}

/** Those without a tracker first. */
function inOrder(vehicles: readonly Vehicle[]): readonly Vehicle[] {
  const rank = (vehicle: Vehicle) => (vehicle.deviceId === undefined ? 0 : 1);
  return vehicles.toSorted((a, b) => rank(a) - rank(b) || a.plate.localeCompare(b.plate));
}
