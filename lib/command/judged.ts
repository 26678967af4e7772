/** The judged releases of a host, judged again and read. */

import { ANNOUNCEMENT_SOURCE } from '../../events/contract.ts';
import { readCalendar, readTrains, teamsToAsk } from '../../functions/catalog/store/trains.ts';
import type { ReleaseReport } from '../../functions/verdicts/model/report.ts';
import { checkRequested } from '../../functions/verdicts/model/verdict-announcements.ts';
import { releaseReport } from '../../functions/verdicts/store/reports.ts';
import type { Host } from '../local/running-host.ts';

interface Judged {
  readonly release: string;
  readonly train: string;
}

/** Every release that was cut or published and counts, by train, in the train's order. */
export async function judgedReleases({ store }: Host): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const train of (await readTrains(store)).sort()) {
    const calendar = await readCalendar(store, train);
    judged.push(...calendar.judged.map(({ release }) => ({ release, train })));
  }
  return judged;
}

/** Judges releases again, whatever was judged before, and reads their verdicts. @param now UTC instant */
export async function judgeAgain(
  host: Host,
  releases: readonly Judged[],
  now: string,
): Promise<ReleaseReport[]> {
  for (const { release } of releases) {
    const teams = await teamsToAsk(host.store, release);
    const requests = teams.map((team) => checkRequested(release, team, `command ${now}`, now));
    await host.publish(
      requests.map(({ type, detail }) => ({ source: ANNOUNCEMENT_SOURCE, 'detail-type': type, detail })),
    );
  }
  await host.idle();
  return reports(host, releases);
}

export async function reports({ store }: Host, releases: readonly Judged[]): Promise<ReleaseReport[]> {
  const read = await Promise.all(releases.map(({ release }) => releaseReport(store, release)));
  return read.flatMap((report) => report ?? []);
}
