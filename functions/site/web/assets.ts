/** The style sheet: its address names its content, so that browsers keep it for good. */
import type { Answer } from '../../kernel/http/answers.ts';
import { addressUnknown } from '../../kernel/http/answers.ts';
import { STYLE, STYLE_FILE } from '../look/styles.ts';

/** An old page may still ask for an old sheet: it gets the present one, which is not kept. */
export const showAsset: Answer = async ({ pathParameters = {} }) => {
  const { file = '' } = pathParameters;
  if (!/^shipshape\.[\w-]+\.css$/.test(file)) throw addressUnknown();
  const isPresent = file === STYLE_FILE;
  return {
    statusCode: 200,
    headers: {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': isPresent ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
    body: STYLE,
  };
};
