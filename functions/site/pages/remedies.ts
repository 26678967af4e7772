/** What a person can do about what was not understood. Pure. */

const REGISTRATIONS: Readonly<Record<string, string>> = {
  team: 'Send TeamRegistered for it.',
  feature: 'Send FeatureRegistered for it.',
  project: 'Send ProjectStarted for it.',
  release: 'Send ReleaseScheduled for it.',
  flag: 'Send FeatureRegistered for the feature behind it, naming this feature flag.',
};

/** What to do about an entity that facts speak of and nobody registered. */
export const registrationRemedy = (entity: string) =>
  `${REGISTRATIONS[entity] ?? 'Send the event that registers it.'} What arrived before then counts as well.`;

const REMEDIES: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  NOT_JSON: ['Not JSON', 'Send the event again as one JSON document.'],
  NOT_AN_EVENT: ['Not an event', 'Send it again with its source, detail-type and detail.'],
  UNKNOWN_SOURCE: ['Unknown source', 'Send facts with the source that Shipshape listens to.'],
  UNKNOWN_TYPE: ['Unknown type', 'Check the spelling of the detail-type against the list of events.'],
  UNKNOWN_VERSION: [
    'Unknown version',
    'Send version 1 of the event, or update Shipshape to one that knows this version.',
  ],
  BAD_TIME: ['Bad time', 'Correct the moment (RFC 3339, with a zone) and send the event again.'],
  BAD_ID: ['Bad id', 'Correct the id and send the event again.'],
  BAD_FIELD: ['Bad field', 'Correct the field that is named here and send the event again.'],
  TOO_LARGE: ['Too large', 'Shorten the event; link to long text instead of sending it.'],
  TOO_DEEP: ['Too deep', 'Flatten the event and send it again.'],
  ID_REUSED: [
    'Id used twice',
    'Both contents are kept and one of them counts. If that is the wrong one, send the other with an id of its own.',
  ],
  SHAPE_MISMATCH: [
    'Not what its name says',
    'Its event name is not signed and its body is of another event: redeliver it from its sender.',
  ],
};

/** A quarantine reason in words, and what to do about it. */
export function quarantineWords(reason: string): { readonly what: string; readonly remedy: string } {
  const [what, remedy] = REMEDIES[reason] ?? [reason, 'Correct the event and send it again.'];
  return { what, remedy };
}
