/** The reference pages of product data as files: what everybody may see of them, without a page around. */
import type * as z from 'zod';
import type { Lazy } from '../../../events/lazy.ts';
import { type PublicOf, publicView } from '../../../events/visibility.ts';
import type { Sheet } from '../../site/resource/sheet.ts';
import type { ReferenceAnswer } from '../model/reference/features.ts';
import {
  byTeamValue,
  codeHostsValue,
  deploymentValue,
  maturityValue,
  termsValue,
  useCasesValue,
} from '../model/reference/values.ts';
import {
  codeHosts,
  deploymentOptions,
  featuresByTeam,
  glossary,
  maturityLevels,
  useCases,
} from './reference-sheets.ts';

interface Exported {
  /** For JSON. */
  readonly data: object;
  readonly sheet: Sheet;
}

const exporting =
  <Schema extends z.ZodType<object>>(value: Lazy<Schema>, sheetOf: (seen: PublicOf<Schema>) => Sheet) =>
  (all: ReferenceAnswer): Exported => {
    const whole = value.parse(all);
    const seen = publicView(value(), whole);
    return { data: Object(seen), sheet: sheetOf(seen) };
  };

/** By the last part of their address. */
export const REFERENCE_EXPORTS: Readonly<Record<string, (all: ReferenceAnswer) => Exported>> = {
  'maturity-levels': exporting(maturityValue, maturityLevels),
  'features-by-team': exporting(byTeamValue, featuresByTeam),
  'code-hosts': exporting(codeHostsValue, codeHosts),
  'deployment-options': exporting(deploymentValue, deploymentOptions),
  'use-cases': exporting(useCasesValue, useCases),
  glossary: exporting(termsValue, glossary),
};
