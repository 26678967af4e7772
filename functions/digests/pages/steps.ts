import type { CadenceStep } from '../../../events/fields.ts';

/** What people call the steps of a cadence. */
export const STEPS: Readonly<Record<CadenceStep, string>> = {
  okr: 'OKRs',
  strategy: 'strategy page',
  'product-data': 'product data',
  'supported-list': 'supported list',
  roadmap: 'roadmap',
};
