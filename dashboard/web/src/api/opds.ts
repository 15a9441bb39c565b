import { queryOptions } from '@tanstack/react-query';
import { items, number, object, text } from './decode';
import { getJson } from './http';

export interface Opd {
  readonly id: number;
  readonly name: string;
  readonly shortName: string;
}

const decodeOpds = items(
  object(
    (fields): Opd => ({
      id: fields.get('id', number),
      name: fields.get('name', text),
      shortName: fields.find('shortName', text) ?? fields.get('name', text),
    }),
  ),
);

/** The agencies change with a regulation, not within a day. */
export const opdsQuery = () =>
  queryOptions({ queryKey: ['opds'], queryFn: ({ signal }) => getJson('/opds', decodeOpds, { signal }), staleTime: 3_600_000 });
