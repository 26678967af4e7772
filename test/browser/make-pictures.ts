/**
 * `npm run pictures`: makes the pictures of the main pages in `docs/pictures`, from a Shipshape with the demo. It needs Chromium
 * (see chromium.ts). Each is WebP of the first screen, because that is what a reader sees first, and because it is small.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import '../../lib/local/tsx.ts';
import { loadDemo, makeDemoDigests } from '../../lib/local/demo.ts';
import { startHost } from '../../lib/local/host.ts';
import { chromiumPath, startChromium } from './chromium.ts';

const FOLDER = 'docs/pictures';
const MAX_BYTES = 120 * 1024;
const QUALITIES = [82, 70, 55, 40] as const;

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

const PICTURES: readonly Picture[] = [
  { name: 'home', path: '/' },
  { name: 'home-on-a-phone', path: '/', width: 360, height: 760 },
  { name: 'home-in-the-dark', path: '/', colorScheme: 'dark' },
  { name: 'matrix', path: '/matrix' },
  { name: 'feature', path: '/features/one-click-checkout' },
  { name: 'team', path: '/teams/shop-checkout' },
  { name: 'project', path: '/projects/sig-windows' },
  { name: 'train', path: '/trains/kubernetes' },
  { name: 'coming-release', path: '/releases/sample-shop-3.2' },
  { name: 'release', path: '/releases/kubernetes-1.31' },
  { name: 'reference', path: '/reference/features-by-team' },
];

const taken = z.object({ data: z.string() });

/** By the protocol of the browser, because the library writes PNG and JPEG only. */
async function webp(page: Page, quality: number): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = taken.parse(await session.send('Page.captureScreenshot', { format: 'webp', quality }));
  await session.detach();
  return Buffer.from(data, 'base64');
}

async function take(
  page: Page,
  { name, path, width = 1280, height = 860, colorScheme = 'light' }: Picture,
  origin: string,
) {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  const answer = await page.goto(origin + path);
  if (answer?.status() !== 200) throw new Error(`${path} was answered ${answer?.status()}.`);
  for (const quality of QUALITIES) {
    const bytes = await webp(page, quality);
    if (bytes.length > MAX_BYTES) continue;
    const file = join(FOLDER, `${name}.webp`);
    writeFileSync(file, bytes);
    process.stdout.write(`Wrote ${file}, ${Math.ceil(bytes.length / 1024)} KB\n`);
    return;
  }
  throw new Error(`The picture of ${path} is larger than ${MAX_BYTES} bytes.`);
}

if (chromiumPath === undefined) throw new Error('There is no Chromium here: set CHROMIUM to its path.');
mkdirSync(FOLDER, { recursive: true });
const host = await startHost({ clock: false });
const browser = await startChromium(chromiumPath);
try {
  await loadDemo(host);
  await makeDemoDigests(host.store);
  const page = await browser.newPage({ deviceScaleFactor: 1.5 });
  for (const picture of PICTURES) await take(page, picture, host.address);
} finally {
  await browser.close();
  await host.stop();
}
