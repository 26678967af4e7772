/** LaunchDarkly: webhooks of its audit log. https://launchdarkly.com/docs/api/webhooks */
import * as z from 'zod';
import { webAddress } from '../../../events/fields.ts';
import { lazy, type Output } from '../../../events/lazy.ts';
import { eventId, key, maybe, milliseconds } from './fields.ts';
import { flagVersion, servesByDefault } from './launchdarkly-default.ts';
import { isHexMac } from './signatures.ts';
import {
  type Delivery,
  eventName,
  ignored,
  type ParseResult,
  reading,
  readingNamed,
  refused,
  type Source,
} from './source.ts';
import { type Given, isSameGiven } from './strategies.ts';

const verify = ({ headers, body }: Delivery, secrets: readonly string[]): boolean =>
  secrets.some((secret) => isHexMac(headers['x-ld-signature'] ?? '', secret, body));

/** Two shapes: the audit log's entry (with `date`), and what its integrations get of it (with `timestamp`). */
const read = (_delivery: Delivery, payload: unknown): ParseResult =>
  readingNamed(payload, 'kind', (event, entry) => {
    if (event !== 'flag') return ignored(event, 'it is not about a feature flag');
    return Object.hasOwn(entry, 'timestamp') && !Object.hasOwn(entry, 'date')
      ? readContext(entry)
      : readAuditEntry(entry);
  });

const common = () => ({
  _id: key(),
  titleVerb: maybe(z.string()),
  member: maybe(z.object({ _id: maybe(key()) })),
  _links: maybe(z.object({ site: maybe(z.object({ href: maybe(z.string()) })) })),
});
type Common = z.output<z.ZodObject<ReturnType<typeof common>>>;

/** One flag in one environment. */
interface FlagSetting extends Given {
  readonly project: string;
  readonly environment: string;
  readonly flag: string;
}

/** Its id is that of the audit log, which repeats have too. The actor is an id: a member's name is an e-mail address. */
const turned = (
  event: string,
  { _id, member, _links }: Common,
  at: string,
  setting: FlagSetting,
): ParseResult => ({
  kind: 'events',
  event,
  origin: `launchdarkly:${setting.project}/${setting.environment}`,
  events: [
    {
      kind: 'flag-turned',
      id: eventId(['launchdarkly', _id]),
      at,
      actor: member?._id === undefined ? undefined : `launchdarkly:${member._id}`,
      url: webAddress.safeParse(_links?.site?.href).data,
      flag: setting.flag,
      isOn: setting.isOn,
      share: setting.share,
    },
  ],
});

const SAYS_NO_DEFAULT = 'it does not say what users get by default';

/** Whether its targeting was turned on or off, where the entry's verb says so. */
function verbSays(titleVerb = ''): boolean | undefined {
  if (titleVerb.startsWith('turned on')) return true;
  return titleVerb.startsWith('turned off') ? false : undefined;
}

const auditEntry = lazy(() =>
  z.object({
    ...common(),
    date: milliseconds(),
    accesses: z.array(z.object({ action: z.string(), resource: z.string() })).nullish(),
    currentVersion: maybe(flagVersion()),
    previousVersion: maybe(flagVersion()),
  }),
);
type AuditEntry = Output<typeof auditEntry>;

/** `proj/web:env/production:flag/search`; tags follow a semicolon. Every environment is `*`. */
const RESOURCE = /^proj\/([\w.~-]+)(?:;[^:]*)?:env\/([\w.~-]+)(?:;[^:]*)?:flag\/([\w.~-]+)(?:;|$)/;

const readAuditEntry = (payload: unknown): ParseResult =>
  reading('flag', auditEntry, payload, (entry) => {
    const event = `flag ${eventName(entry.accesses?.[0]?.action)}`;
    const [setting, ...others] = settingsOf(entry);
    if (setting === undefined) return ignored(event, 'it is not about one environment');
    if (others.length > 0)
      return refused(event, 'BAD_FIELD', `accesses name ${others.length + 1} flags or environments, not one`);
    const { currentVersion, previousVersion } = entry;
    const given = servesByDefault(currentVersion, setting.environment) ?? switched(entry);
    if (given === undefined) return ignored(event, SAYS_NO_DEFAULT);
    // Tags, descriptions and names change more often than the default does.
    if (isSameGiven(servesByDefault(previousVersion, setting.environment), given))
      return ignored(event, `the default stays ${given.isOn ? 'on' : 'off'}`);
    return turned(event, entry, entry.date, { ...setting, ...given });
  });

function settingsOf({ accesses }: AuditEntry) {
  const settings = (accesses ?? []).flatMap(({ resource }) => {
    const [, project = '', environment = '', flag = ''] = RESOURCE.exec(resource) ?? [];
    return flag === '' ? [] : [{ project, environment, flag }];
  });
  return [...new Map(settings.map((each) => [Object.values(each).join('/'), each])).values()];
}

/** For entries that come without the flag itself. */
function switched({ accesses, titleVerb }: AuditEntry): Given | undefined {
  const isOn = accesses?.some(({ action }) => action === 'updateOn') ? verbSays(titleVerb) : undefined;
  return isOn === undefined ? undefined : { isOn };
}

const verb = lazy(() => z.object({ verbKind: z.string(), titleVerb: maybe(z.string()) }));

const context = lazy(() =>
  z.object({
    ...common(),
    timestamp: z.object({ milliseconds: milliseconds() }),
    key: key(),
    project: z.object({ key: key(), environment: z.object({ key: key() }) }),
  }),
);

/** It does not hold the flag itself, so only turning the targeting on or off counts, and `on` means not switched off. */
const readContext = (payload: unknown): ParseResult =>
  reading('flag', verb, payload, ({ verbKind, titleVerb }) => {
    const event = `flag ${eventName(verbKind)}`;
    const isOn = verbKind === 'updateOn' ? verbSays(titleVerb) : undefined;
    if (isOn === undefined) return ignored(event, SAYS_NO_DEFAULT);
    return reading(event, context, payload, (said) => {
      const { key: project, environment } = said.project;
      const setting = { project, environment: environment.key, flag: said.key, isOn };
      return turned(event, said, said.timestamp.milliseconds, setting);
    });
  });

export const launchdarkly: Source = { name: 'launchdarkly', mediaTypes: ['application/json'], verify, read };
