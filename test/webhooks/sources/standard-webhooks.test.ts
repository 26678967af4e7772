import { describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import {
  good,
  isTaken,
  NOW,
  SECRETS,
  signed,
  standardSignature,
  withHeaders,
} from '../../support/deliveries.ts';

/** The next digit of base64, which differs in bits that are not used at the end. */
const next = (end: string) => String.fromCharCode(end.charCodeAt(0) + 1);

const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

describe.each(['standard', 'gitlab'] as const)('Standard Webhooks of %s', (sender) => {
  const { headers, body } = good(sender);
  const signature = headers['webhook-signature'] ?? '';
  const decoy = `v1,${'A'.repeat(43)}=`;

  /** Signed for this id and moment. */
  const isTakenAs = (id: string, sentAt: string) => {
    const signature = standardSignature(SECRETS[sender], id, sentAt, body);
    const signing = { 'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': signature };
    return isTaken(sender, withHeaders(sender, signing));
  };

  test.each([
    [0, true],
    [300, true],
    [301, false],
    [-300, true],
    [-301, false],
  ])('of an age of %p s: %p', (age, taken) => {
    expect(isTaken(sender, good(sender), undefined, later(age))).toBe(taken);
  });

  test.each([
    '',
    'NaN',
    '1e9',
    '0x10',
    '1711443600junk',
    '-1711443600',
    '1711443600.5',
    '1711443600000',
    ' 1711443600',
    '01711443600',
    '+1711443600',
    '1711443600,1711443600',
  ])('a moment of %p is refused although it is signed', (sentAt) => {
    expect(isTakenAs('msg_1', sentAt)).toBe(false);
  });

  test.each([
    ['with a dot', 'msg.1'],
    ['of 129 characters', 'm'.repeat(129)],
    ['with a control character', 'msg\u00001'],
    ['with space', 'msg 1'],
    ['that is no ASCII', 'müll'],
    ['that is empty', ''],
  ])('an id %s is refused although it is signed', (_name, id) => {
    expect(isTakenAs(id, '1711443600')).toBe(false);
  });

  test('an id of 128 characters is taken', () => {
    expect(isTakenAs('m'.repeat(128), '1711443600')).toBe(true);
  });

  test.each([
    ['no comma', 'v1', false],
    ['another version', signature.replace('v1,', 'v2,'), false],
    ['an asymmetric version', signature.replace('v1,', 'v1a,'), false],
    ['no version', signature.slice(3), false],
    ['a version before the good one', `${signature.replace('v1,', 'v1a,')} ${signature}`, true],
    [
      'the good one among eight',
      [decoy, decoy, decoy, signature, decoy, decoy, decoy, decoy].join(' '),
      true,
    ],
    ['the good one as the last of sixteen', `${`${decoy} `.repeat(15)}${signature}`, true],
    ['the good one as the last of seventeen', `${`${decoy} `.repeat(16)}${signature}`, false],
    ['the header twice', `${signature},${signature}`, false],
    ['the header twice, with space', `${signature}, ${signature}`, false],
    ['the digits in hexadecimal', `v1,${Buffer.from(signature.slice(3), 'base64').toString('hex')}`, false],
    ['digits without padding', signature.replace('=', ''), false],
    ['the digits of other unused bits', signature.replace(/.=$/, (end) => `${next(end)}=`), false],
  ])('a signature with %s: %p', (_name, value, taken) => {
    expect(isTaken(sender, withHeaders(sender, { 'webhook-signature': value }))).toBe(taken);
  });
});

describe('the example of the specification', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = Buffer.from('{"test": 2432232314}');
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const at = '2021-02-25T15:02:10.000Z';
  test('is taken, with its secret', () => {
    expect(isTaken('standard', { headers, body }, [secret], at)).toBe(true);
    expect(isTaken('standard', { headers, body }, [secret.replace('whsec_', '')], at)).toBe(true);
    expect(isTaken('standard', { headers, body }, [secret.replace('Mf', 'mf')], at)).toBe(false);
  });
  test('is what the reference library signs, and that is taken', () => {
    const signature = new Webhook(secret).sign('msg_1', new Date(NOW), body.toString());
    const own = { 'webhook-id': 'msg_1', 'webhook-timestamp': '1711443600', 'webhook-signature': signature };
    expect(isTaken('standard', { headers: own, body }, [secret])).toBe(true);
  });
  test.each(['a passphrase', 'whsec_', 'whsec_====', 'whsec_!!!!', 'whsec_MfKQ 9r8G'])(
    'a secret of %p, which is no key, is nobody’s',
    (bad) => {
      const key = Buffer.from(bad.replace('whsec_', ''), 'base64').toString('base64');
      const delivery = signed('standard', body, {}, `whsec_${key}`);
      expect(isTaken('standard', delivery, [bad])).toBe(false);
    },
  );
});
