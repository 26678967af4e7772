/**
 * Attribution: from what happened somewhere to facts about projects, features, releases and feature flags. It goes by
 * what the catalog says of the place and by nothing else, so that one delivery under one mapping comes to the same
 * facts whenever it is read, and again when it waited for its mapping.
 */
import { id } from '../../../events/fields.ts';
import { type Attributed, type Place, unattributed, unmapped } from './attributed.ts';
import { attributeChange } from './change.ts';
import { attributedTo, eventId, told } from './fact.ts';
import type { FlagTurned, NormalizedEvent } from './normalized-event.ts';
import { firstRule } from './ownership.ts';
import { attributeRelease } from './release-facts.ts';
import { quoted } from './words.ts';

/** Never throws, whatever words an occurrence has. */
export function attribute(occurrence: NormalizedEvent, place: Place): Attributed {
  switch (occurrence.kind) {
    case 'merged':
      return attributeChange(occurrence, place);
    case 'flag-turned':
      return attributeFlag(occurrence, place);
    case 'commanded':
      return { kind: 'commands', commanded: occurrence };
    case 'stated':
      return { kind: 'entry', entry: occurrence.entry };
    default:
      return attributeRelease(occurrence, place);
  }
}

/** A feature flag goes by its key in its service, unless a rule for that key calls it otherwise. */
function attributeFlag(turned: FlagTurned, { place, record }: Place): Attributed {
  if (record === undefined) return unmapped(place, 'title: <title>');
  const flag = firstRule(record, { labels: [], flag: turned.flag })?.flag ?? turned.flag;
  if (!id.safeParse(flag).success) {
    const because = `the key ${quoted(flag)} is no id`;
    return unattributed(place, because, 'rules:', '  - when: { flag: <key> }', '    flag: <flag>');
  }
  const fields = { flag, enabledByDefault: turned.isOn };
  const fact = told('FeatureFlagChanged', eventId(turned.id, flag), turned, fields);
  return attributedTo([`flag:${flag}`], [fact]);
}
