import { describe, expect, it } from '@jest/globals';
import { drawingOf } from '../../../functions/verdicts/model/train-drawing.ts';
import type { CalendarRelease } from '../../../functions/verdicts/model/train-report.ts';

const at = (day: string) => `${day}T00:00:00.000Z`;

const release = (name: string, cut: string, more: Partial<CalendarRelease> = {}): CalendarRelease => ({
  release: name,
  train: 'server',
  kind: 'minor',
  counts: true,
  state: 'scheduled',
  cutAt: at(cut),
  ...more,
});

describe('The drawing of a train', () => {
  it('gives every month the same width, and places a moment within its month', () => {
    const drawing = drawingOf(
      [
        release('5.1', '2024-04-30', {
          opensAt: at('2024-01-01'),
          featureFreezeAt: at('2024-04-01'),
          midCycleAt: at('2024-03-01'),
        }),
      ],
      at('2024-02-15'),
    );
    expect(drawing?.months).toEqual(['2024-01', '2024-02', '2024-03', '2024-04']);
    expect(drawing?.rows[0]).toMatchObject({
      stretches: [
        { kind: 'work', from: 0, to: 75 },
        { kind: 'frozen', from: 75, to: 99.17 },
      ],
      midCycle: 50,
      cut: 99.17,
    });
    expect(drawing?.today).toBe(37.07);
  });

  it('has the last three that are past and those to come, the first to be cut first, and no patches', () => {
    const newestFirst = [
      release('5.6', '2024-12-01'),
      release('5.5', '2024-10-01'),
      release('5.4.1', '2024-09-01', { counts: false }),
      release('5.4', '2024-08-01'),
      release('5.3', '2024-06-01'),
      release('5.2', '2024-04-01'),
      release('5.1', '2024-02-01'),
    ];
    const rows = drawingOf(newestFirst, at('2024-09-15'))?.rows.map((row) => row.release.release);
    expect(rows).toEqual(['5.2', '5.3', '5.4', '5.5', '5.6']);
  });

  it('begins the work of a release that says no opening with the cut before it', () => {
    const drawing = drawingOf([release('5.2', '2024-02-29', { after: at('2024-01-01') })], at('2025-01-01'));
    expect(drawing?.rows[0]?.stretches).toMatchObject([{ kind: 'work', from: 0 }]);
    expect(drawing?.today).toBeUndefined();
  });

  it('is none where there is nothing to draw between', () => {
    expect(drawingOf([release('5.1', '2024-04-30')], at('2024-02-15'))).toBeUndefined();
    expect(drawingOf([], at('2024-02-15'))).toBeUndefined();
  });
});
