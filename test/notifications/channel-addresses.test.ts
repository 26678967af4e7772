import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressesIn } from '../../functions/notifications/channel-addresses.ts';

const SECRET = 'very-secret';
const URL = `https://hooks.slack.example/services/${SECRET}`;
const SIGNING = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('The addresses of channels', () => {
  it('are read by the name of the channel, with what signs them where there is such a thing', () => {
    const text = JSON.stringify({
      slack: { url: URL },
      hook: { url: 'http://127.0.0.1:1/', secret: SIGNING },
    });
    expect([...addressesIn(`${text}\n`)]).toEqual([
      ['slack', { url: URL }],
      ['hook', { url: 'http://127.0.0.1:1/', secret: SIGNING }],
    ]);
  });

  it.each([undefined, '', ' \n', 'none', '{}'])('are none where %j stands for them', (text) => {
    expect(addressesIn(text).size).toBe(0);
  });

  it.each([
    ['no JSON', `{"slack": {"url": "${URL}"}`, /this is not JSON/],
    ['a list', JSON.stringify([URL]), /they are not an object/],
    ['an address without an object', JSON.stringify({ slack: URL }), /: slack is not an object/],
    ['no address', JSON.stringify({ slack: {} }), /slack\.url is not an http/],
    [
      'another kind of address',
      JSON.stringify({ slack: { url: `file:${URL}` } }),
      /slack\.url is not an http/,
    ],
    [
      'a secret that signs nothing',
      JSON.stringify({ hook: { url: URL, secret: SECRET } }),
      /hook\.secret is not a secret of Standard/,
    ],
    ['more than is known', JSON.stringify({ hook: { url: URL, [SECRET]: 1 } }), /hook has more than url/],
    ['an address for a name', JSON.stringify({ [URL]: {} }), /: one entry\.url is not/],
    [
      'a name that nobody sees',
      JSON.stringify({ [`\u202e${SECRET}`]: { url: URL } }),
      /one of the names is not a valid name/,
    ],
  ])('are refused where they have %s, and how they should be is said', (_what, text, message) => {
    expect(() => addressesIn(text)).toThrow(message);
    expect(() => addressesIn(text)).toThrow(/They are JSON: /);
  });

  it('are in no refusal, whatever is wrong with them', () => {
    const spoilt = fc.oneof(
      fc.record({ slack: fc.oneof(fc.constant(URL), fc.record({ url: fc.constant(SECRET) })) }),
      fc.record({ slack: fc.record({ url: fc.constant(URL), secret: fc.constant(SECRET) }) }),
      fc.dictionary(fc.constant(URL), fc.anything()),
      fc.array(fc.constant(URL)),
    );
    const texts = fc.oneof(
      spoilt.map((value) => JSON.stringify(value) ?? ''),
      fc.string().map((noise) => `${noise}${URL}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          addressesIn(text);
        } catch (error) {
          expect(String(error)).not.toContain(SECRET);
        }
      }),
    );
  });
});
