/** `/sign-in/link/{token}`: opening the link only shows whom it signs in, because programs open links, too. */
import { readPerson } from '../../catalog/store/people.ts';
import {
  type Answer,
  addressUnknown,
  type HttpEvent,
  RequestRefusedError,
} from '../../kernel/http/answers.ts';
import { linksKey } from '../../kernel/secrets.ts';
import { surroundings } from '../../kernel/surroundings.ts';
import { ownPage } from './answers.ts';
import { isUsed, openLink, useLink } from './link.ts';
import { mustBeOwnPage } from './own-page.ts';
import { BY_LINK_SECONDS, newSession } from './session.ts';
import { wayIn } from './settings.ts';
import { rememberedIn, signedIn } from './sign-in.tsx';
import { LinkPage } from './sign-in-pages.tsx';

const ANOTHER = 'Make another one: npm run shipshape -- sign-in';

const used = () =>
  new RequestRefusedError(410, 'LINK_USED', `This link has signed somebody in already. ${ANOTHER}`);

async function opened({ pathParameters }: HttpEvent) {
  const key = await linksKey();
  if (key === undefined || wayIn().by !== 'link') throw addressUnknown();
  const link = openLink(key, pathParameters?.token ?? '', Date.now());
  if (link === 'unknown')
    throw new RequestRefusedError(
      403,
      'LINK_UNKNOWN',
      `This link was not made here, or was cut off. ${ANOTHER}`,
    );
  if (link === 'expired')
    throw new RequestRefusedError(410, 'LINK_EXPIRED', `This link has expired. ${ANOTHER}`);
  const found = await readPerson(surroundings().store, link.person);
  if (!found.known)
    throw new RequestRefusedError(403, 'PERSON_UNKNOWN', `This link signs nobody in: ${found.because}.`);
  return { link, person: found };
}

export const showLink: Answer = async (event) => {
  const { link, person } = await opened(event);
  if (await isUsed(surroundings().store, link)) throw used();
  return ownPage(event, LinkPage({ name: person.name, address: event.requestContext.http.path }), {});
};

export const takeLink: Answer = async (event) => {
  mustBeOwnPage(event);
  const { link, person } = await opened(event);
  const to = (await rememberedIn(event))?.to ?? '/';
  const cookie = await newSession({ person: person.person }, BY_LINK_SECONDS, Date.now());
  if (!(await useLink(surroundings().store, link))) throw used();
  return signedIn(to, [cookie]);
};
