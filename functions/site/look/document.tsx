/** A page as the text that is answered. */
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Frame } from '../resource/asked.ts';
import { Framed } from './frame.ts';

/** @param frame absent where a page is rendered without a request */
export const document = (page: VNode, frame?: Frame): string =>
  `<!doctype html>${renderToString(frame === undefined ? page : <Framed.Provider value={frame}>{page}</Framed.Provider>)}`;
