import { expect, it } from 'vitest';
import { ApiProblem, NoConnection } from '../api/http';
import { outcomeOf } from './send-parcel';

it('tries again what the network, the session or a busy collector caused', () => {
  expect(outcomeOf(new NoConnection('cut'))).toEqual({ kind: 'later' });
  for (const status of [401, 408, 429, 500, 503]) {
    expect(outcomeOf(new ApiProblem(status, 'x', 'x'))).toEqual({ kind: 'later' });
  }
});

it('leaves to a person what only a person can decide', () => {
  expect(outcomeOf(new ApiProblem(409, 'needs-correction-reason', 'Sudah ada laporan.'))).toEqual({
    kind: 'conflict',
    message: 'Sudah ada laporan.',
  });
  const fields = [{ field: 'physicalPct', code: 'range', message: 'Isi antara 0 dan 100.' }];
  expect(outcomeOf(new ApiProblem(422, 'invalid', 'Belum benar.', fields))).toEqual({
    kind: 'refused',
    message: 'Belum benar.',
    fields: [{ field: 'physicalPct', message: 'Isi antara 0 dan 100.' }],
  });
});

it('does not hide a fault of our own', () => {
  expect(() => outcomeOf(new TypeError('undefined is not a function'))).toThrow(TypeError);
});
