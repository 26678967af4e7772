/** What the pages of releases are rendered from: what everybody sees. Who sees more has the same, with whole reasons. */
import type { PublicOf } from '../../../events/visibility.ts';
import type { releaseOutlook } from '../model/outlook.ts';
import type { projectReport, releaseReport } from '../model/report.ts';

export type SeenRelease = PublicOf<ReturnType<typeof releaseReport>>;
export type SeenProject = PublicOf<ReturnType<typeof projectReport>>;
export type SeenOutlook = PublicOf<ReturnType<typeof releaseOutlook>>;
