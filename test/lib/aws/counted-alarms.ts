/** Somebody is told when a sender falls silent and when its deliveries are not taken: by what functions really count. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { MESSAGES_FAILED } from '../../../functions/kernel/log/metrics.ts';
import { countDelivery } from '../../../functions/webhooks/ingest/note-delivery.ts';
import { SENDERS } from '../../../functions/webhooks/model/normalized-event.ts';
import type { DeliveryRecord } from '../../../functions/webhooks/model/report.ts';
import { newTable } from '../../support/calls.ts';
import { onHost } from '../../support/surroundings.ts';
import { only, resources, running } from './synthesized.ts';

interface Metric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

const asName = ({ Namespace, MetricName, Dimensions }: Metric) =>
  [Namespace, MetricName, ...Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).sort()].join(' ');

const alarms = resources(running, 'AWS::CloudWatch::Alarm');
const silenceOf = (sender: string) =>
  only(alarms.filter(({ AlarmDescription }) => AlarmDescription.startsWith(`Nothing came from ${sender} `)));
const sharesOf = (sender: string) =>
  alarms.filter(({ AlarmDescription }) =>
    new RegExp(`% or more of the deliveries of ${sender} `).test(AlarmDescription),
  );

/** A line of metrics as functions log it. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
interface Line {
  readonly [key: string]: unknown;
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
}

const countsIn = (line: Line) =>
  line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name }): [string, unknown] => [
        asName({
          Namespace,
          MetricName: Name,
          Dimensions: names.map((each) => ({ Name: each, Value: String(line[each]) })),
        }),
        line[Name],
      ]),
    ),
  );

const NOW = '2024-03-26T09:00:00.000Z';
const table = () => newTable();
const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

/** An instance that counted nothing before. */
function fresh() {
  const host = { environment: {} };
  const count = onHost(countDelivery, table, host);
  return {
    countReceived: ({ source, outcome }: Pick<DeliveryRecord, 'source' | 'outcome'>, now: string) =>
      count(source, outcome, now),
    countRejected: (source: string, now: string) => count(source, 'rejected', now),
  };
}
type Counting = ReturnType<typeof fresh>;

beforeAll(() => {
  // Looked at with the first count, and never again.
  delete process.env.POWERTOOLS_METRICS_DISABLED;
});
afterAll(() => {
  process.env.POWERTOOLS_METRICS_DISABLED = 'true';
});

function counted(count: () => void): Map<string, unknown> {
  const lines: Line[] = [];
  const written = jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(JSON.parse(String(line)));
    return true;
  });
  count();
  written.mockRestore();
  return new Map(lines.flatMap(countsIn));
}

const received = (source: string, outcome: DeliveryRecord['outcome']) =>
  counted(() => fresh().countReceived({ source, outcome }, NOW));

describe.each(SENDERS)('of %s', (sender) => {
  test('a silence after deliveries is told, and not that none ever came', () => {
    const alarm = silenceOf(sender);
    expect(alarm).toMatchObject({ TreatMissingData: 'missing', Statistic: 'Sum', Period: 3600 });
    expect(alarm.InsufficientDataActions).toHaveLength(1);
    expect(alarm.AlarmActions).toBeUndefined();
    expect([24, 168]).toContain(alarm.EvaluationPeriods);
    expect([...received(sender, 'ping').keys()]).toContain(asName(alarm));
  });

  test('what is refused, not understood or nobody’s is told by its share of at least ten in an hour', () => {
    const shares = sharesOf(sender);
    expect(shares).toHaveLength(3);
    for (const { Metrics, AlarmActions, TreatMissingData, Threshold } of shares) {
      expect(AlarmActions).toHaveLength(1);
      expect(TreatMissingData).toBe('notBreaching');
      expect(Threshold).toBeLessThanOrEqual(0.5);
      const [{ Expression }, ...used] = Metrics;
      expect(Expression).toBe('IF(deliveries >= 10, share, 0)');
      const statistics = used.map(({ MetricStat }: { MetricStat: { Stat: string } }) => MetricStat.Stat);
      expect(statistics).toEqual(['SampleCount', 'Average']);
      for (const { MetricStat } of used) {
        expect(MetricStat.Period).toBe(3600);
        expect([...received(sender, 'accepted').keys()]).toContain(asName(MetricStat.Metric));
      }
    }
  });
});

test.each<[DeliveryRecord['outcome'], string[]]>([
  ['accepted', []],
  ['duplicate', []],
  ['ignored', []],
  ['ping', []],
  ['quarantined', ['DeliveriesQuarantined']],
  ['unattributed', ['DeliveriesUnattributed']],
])('one that is %s counts as received, and as nothing else than %j', (outcome, also) => {
  const counts = received('github', outcome);
  const of = (name: string) => counts.get(`Shipshape ${name} service=shipshape source=github`);
  expect(of('DeliveriesReceived')).toBe(1);
  for (const name of ['DeliveriesRejected', 'DeliveriesQuarantined', 'DeliveriesUnattributed'])
    expect([name, of(name)]).toEqual([name, also.includes(name) ? 1 : 0]);
});

test('one that is rejected is not received: a sender with a wrong secret is silent', () => {
  const counts = counted(() => fresh().countRejected('github', NOW));
  expect([...counts]).toEqual([['Shipshape DeliveriesRejected service=shipshape source=github', 1]]);
});

describe('deliveries that are good', () => {
  const good = (counting: Counting, seconds: number, source = 'github') =>
    counted(() => counting.countReceived({ source, outcome: 'accepted' }, later(seconds)));
  const of = (counts: Map<string, unknown>, name: string, source = 'github') =>
    counts.get(`Shipshape ${name} service=shipshape source=${source}`);

  test('wait for a minute, and are then counted together', () => {
    const counting = fresh();
    expect(of(good(counting, 0), 'DeliveriesReceived')).toBe(1);
    expect(good(counting, 1).size).toBe(0);
    expect(good(counting, 59).size).toBe(0);
    expect(of(good(counting, 60), 'DeliveriesReceived')).toEqual([1, 1, 1]);
    expect(good(counting, 61).size).toBe(0);
  });

  test.each(['quarantined', 'unattributed'] as const)('wait no longer than for one that is %s', (outcome) => {
    const counting = fresh();
    good(counting, 0);
    good(counting, 1);
    const counts = counted(() => counting.countReceived({ source: 'github', outcome }, later(2)));
    expect(of(counts, 'DeliveriesReceived')).toEqual([1, 1]);
    const isQuarantined = outcome === 'quarantined';
    expect(of(counts, 'DeliveriesQuarantined')).toEqual([0, isQuarantined ? 1 : 0]);
    expect(of(counts, 'DeliveriesUnattributed')).toEqual([0, isQuarantined ? 0 : 1]);
  });

  test('wait no longer than for one that is rejected, which is not received', () => {
    const counting = fresh();
    good(counting, 0);
    good(counting, 1);
    const counts = counted(() => counting.countRejected('github', later(2)));
    expect(of(counts, 'DeliveriesReceived')).toBe(1);
    expect(of(counts, 'DeliveriesRejected')).toEqual([0, 1]);
  });

  test('wait for those of the same sender only, and never for a clock that was set back', () => {
    const counting = fresh();
    good(counting, 0);
    expect(of(good(counting, 1, 'gitlab'), 'DeliveriesReceived', 'gitlab')).toBe(1);
    expect(of(good(counting, -1), 'DeliveriesReceived')).toBe(1);
  });

  test('are all counted, however many come', () => {
    const counting = fresh();
    let sum = 0;
    for (let at = 0; at <= 1_000; at += 1)
      sum += [of(good(counting, at < 1_000 ? at / 20 : 120), 'DeliveriesReceived') ?? []].flat().length;
    expect(sum).toBe(1_001);
  });
});

test('a message that is given up on is told at once, wherever it was to go', () => {
  const alarm = only(alarms.filter(({ MetricName }) => MetricName === MESSAGES_FAILED));
  expect(asName(alarm)).toBe('Shipshape MessagesParked service=shipshape');
  expect(alarm).toMatchObject({
    Threshold: 1,
    EvaluationPeriods: 1,
    Statistic: 'Sum',
    TreatMissingData: 'notBreaching',
    AlarmDescription: expect.stringContaining('/messages'),
  });
  expect(alarm.AlarmActions).toHaveLength(1);
});
