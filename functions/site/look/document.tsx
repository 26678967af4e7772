/** From a page to the bytes that are sent, and the hash that lets its inline style sheet, and nothing else, apply. */
import { createHash } from 'node:crypto';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { STYLE } from './styles.ts';

export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

export const document = (page: VNode) => `<!doctype html>${renderToString(page)}`;
