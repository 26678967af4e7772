/**
 * What Shipshape says of its conclusions. The id of an announcement is derived from what it announces, so that a repeat
 * after a crash is the same event, and whoever listens can drop it.
 */

import { digestOf } from '../../events/canonical-json.ts';
import type { Announcement, Fact } from '../../events/catalogue.ts';
import type { Entity } from '../../events/contract.ts';
import type { Refusal } from '../../events/fields.ts';
import type { Cycle } from './calendar.ts';
import type { Reach } from './touches.ts';
import type { Warning } from './warning.ts';

/** Ids of entities are as long as an event's may be; a digest of them keeps the announcement's id short. */
export const derived = (type: string, ...parts: readonly string[]) => `${type}:${digestOf(parts.join('\n'))}`;

const clock = 'system:clock';

export function ledgerAdvanced(
  entity: Entity,
  { detail, type }: Fact,
  digest: string,
  entries: number,
  reach: Reach,
): Announcement {
  return {
    type: 'LedgerAdvanced',
    detail: {
      version: 1,
      id: derived('LedgerAdvanced', entity.kind, entity.id, digest),
      occurredAt: detail.occurredAt,
      entity: entity.kind,
      entityId: entity.id,
      entries,
      ...reach,
      fact: type,
    },
  };
}

/** @param cause the fact that made the present value, so that there and back and there again are two announcements */
export function maturityChanged(
  feature: { feature: string; team?: string | undefined },
  from: string,
  to: string,
  cause: Fact,
): Announcement {
  const { id, occurredAt } = cause.detail;
  return {
    type: 'MaturityChanged',
    detail: {
      version: 1,
      id: derived('MaturityChanged', feature.feature, from, to, id),
      occurredAt,
      feature: feature.feature,
      team: feature.team ?? null,
      from,
      to,
    },
  };
}

/** @param cause id of the fact behind it, where one project can be warned of several */
export function projectWarned(
  { release, train, until }: Cycle,
  { project, team }: { readonly project: string; readonly team: string },
  warning: Warning | 'exemption-ended',
  at: string,
  cause = '',
): Announcement {
  const id = derived('ProjectWarned', release, project, warning, cause);
  return {
    type: 'ProjectWarned',
    detail: {
      version: 1,
      id,
      occurredAt: at,
      actor: clock,
      project,
      team,
      release,
      train,
      warning,
      cutAt: until,
    },
  };
}

/** @param cause what says so: the digest of a fact, or a turn of the clock */
export function sourceMapped(source: string, cause: string, at: string): Announcement {
  const id = derived('SourceMapped', source, cause);
  return { type: 'SourceMapped', detail: { version: 1, id, occurredAt: at, source } };
}

export function eventQuarantined(reason: Refusal, message: string, digest: string, at: string): Announcement {
  return {
    type: 'EventQuarantined',
    detail: { version: 1, id: derived('EventQuarantined', digest), occurredAt: at, reason, message, digest },
  };
}
