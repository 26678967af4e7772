/**
 * Makes `docs/digest-page.png` and `docs/digest-slack.png`: `node test/browser/make-digest-pictures.ts` in the root of the
 * project. It needs Chromium (see chromium.ts). The page is that of a Shipshape with the demo. The message is the very
 * payload that Slack's incoming webhook would get; Slack itself cannot be had here, so its blocks are drawn as Slack's
 * documentation says that they look.
 */
import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { digestLinks } from '../../functions/digests/model/confirm-link.ts';
import type { Digest } from '../../functions/digests/model/model.ts';
import { outlineOf } from '../../functions/digests/model/words/outline.ts';
import { readDigest } from '../../functions/digests/store/digests.ts';
import { asSlack } from '../../functions/outline/slack.ts';
import '../../lib/local/tsx.ts';
import { DEMO_PERIOD, loadDemo, makeDemoDigests } from '../../lib/local/demo.ts';
import { startHost } from '../../lib/local/host.ts';
import { chromiumPath, startChromium } from './chromium.ts';

const PAGE = 'docs/digest-page.png';
const MESSAGE = 'docs/digest-slack.png';

const words = z.object({ text: z.string() });
const block = z.discriminatedUnion('type', [
  z.object({ type: z.literal('header'), text: words }),
  z.object({ type: z.literal('section'), text: words }),
  z.object({ type: z.literal('divider') }),
  z.object({ type: z.literal('context'), elements: z.array(words) }),
]);

/** What Slack makes of its own marks: `*bold*` and `<address|words>`; ampersands and angle brackets came escaped. */
const marked = (text: string): string =>
  text
    .replaceAll(/<([^|>]+)\|([^>]+)>/g, '<a>$2</a>')
    .replaceAll(/(^|[\s(])\*([^*\n]+)\*/g, '$1<b>$2</b>')
    .replaceAll('\n', '<br>');

function drawn(raw: unknown): string {
  const one = block.parse(raw);
  if (one.type === 'divider') return '<hr>';
  if (one.type === 'header') return `<h1>${marked(one.text.text)}</h1>`;
  if (one.type === 'section') return `<p>${marked(one.text.text)}</p>`;
  return `<p class="context">${one.elements.map(({ text }) => marked(text)).join(' ')}</p>`;
}

const STYLE = `
body { margin: 0; padding: 22px 26px; width: 640px; background: #fff; color: #1d1c1d; font: 15px/1.47 Lato, 'Noto Sans',
  'Liberation Sans', sans-serif; }
.who { display: flex; gap: 10px; align-items: baseline; } .who b { font-size: 15px; } .who i { font-style: normal; font-size: 11px;
  padding: 1px 4px; border-radius: 3px; background: #eee; color: #616061; }
h1 { margin: 6px 0; font-size: 18px; } p { margin: 8px 0; } a { color: #1264a3; } hr { border: 0; border-top: 1px solid #ddd; }
.context { color: #616061; font-size: 13px; }`;

function messageOf(digest: Digest): string {
  const links = digestLinks(digest, 'https://shipshape.example.com', undefined);
  const { blocks = [] } = asSlack(outlineOf(digest, links));
  const body = blocks.map(drawn).join('');
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><div class="who"><b>Shipshape</b><i>APP</i></div>${body}`;
}

async function take(page: Page, file: string): Promise<void> {
  writeFileSync(file, await page.screenshot({ fullPage: true, type: 'png' }));
  process.stdout.write(`Wrote ${file}\n`);
}

const host = await startHost();
const browser = await startChromium(chromiumPath ?? 'chromium');
try {
  await loadDemo(host);
  await makeDemoDigests(host.store);
  const digest = await readDigest(host.store, 'all', DEMO_PERIOD);
  if (digest === undefined) throw new TypeError('The demo has no digest.');
  const page = await browser.newPage({ viewport: { width: 1000, height: 760 }, colorScheme: 'light' });
  await page.goto(`${host.address}/digests/all/${DEMO_PERIOD}`);
  writeFileSync(
    PAGE,
    await page.screenshot({ clip: { x: 0, y: 0, width: 1000, height: 1400 }, fullPage: true }),
  );
  process.stdout.write(`Wrote ${PAGE}\n`);
  const chat = await browser.newPage({ viewport: { width: 692, height: 400 } });
  await chat.setContent(messageOf(digest));
  await take(chat, MESSAGE);
} finally {
  await browser.close();
  await host.stop();
}
