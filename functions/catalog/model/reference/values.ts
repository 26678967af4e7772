/** What each reference page shows of the one model: what it does not show is not in its data either. */
import * as z from 'zod';
import { lazy } from '../../../../events/lazy.ts';
import { referenceAnswer, referenceFeature } from './features.ts';

/** What each page says of a feature, beside its name. */
const named = { feature: true, title: true, team: true, note: true } as const;
const listed = { total: true, next: true } as const;

export const codeHostsValue = lazy(() =>
  referenceAnswer()
    .pick({ ...listed, compatibility: true })
    .extend({ features: z.array(referenceFeature().pick({ ...named, compatibility: true })) }),
);

export const deploymentValue = lazy(() =>
  referenceAnswer()
    .pick({ ...listed, deployment: true })
    .extend({
      features: z.array(referenceFeature().pick({ ...named, maturity: true, deployment: true })),
    }),
);

export const maturityValue = lazy(() =>
  referenceAnswer()
    .pick({ ...listed, maturity: true })
    .extend({ features: z.array(referenceFeature().pick({ ...named, maturity: true, docsUrl: true })) }),
);

export const byTeamValue = lazy(() =>
  referenceAnswer()
    .pick(listed)
    .extend({ features: z.array(referenceFeature().pick({ ...named, maturity: true, docsUrl: true })) }),
);

export const useCasesValue = lazy(() =>
  referenceAnswer()
    .pick({ ...listed, useCases: true })
    .extend({ features: z.array(referenceFeature().pick({ ...named, maturity: true, useCases: true })) }),
);

export const termsValue = lazy(() =>
  referenceAnswer().pick({ maturity: true, compatibility: true, deployment: true, useCases: true }),
);
