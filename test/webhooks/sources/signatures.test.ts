import { describe, expect, test } from '@jest/globals';
import { sign } from '@octokit/webhooks-methods';
import { good, isTaken, payload, SECRETS, signed, withHeaders } from '../../support/deliveries.ts';

const senders = ['github', 'gitlab', 'gitlab-token', 'launchdarkly', 'unleash', 'standard'] as const;
describe.each(senders)('of %s', (sender) => {
  test('a delivery by a holder of the secret is taken', () => {
    expect(isTaken(sender, good(sender))).toBe(true);
  });
  test('one without any of its headers is refused', () => {
    expect(isTaken(sender, { headers: {}, body: good(sender).body })).toBe(false);
  });
  test('one by the holder of another secret is refused', () => {
    const other = `${SECRETS[sender].slice(0, -4)}${sender === 'standard' ? 'aaaA' : 'AAA='}`;
    expect(isTaken(sender, signed(sender, payload, {}, other))).toBe(false);
  });
  test('both the current and the previous secret are good, and no other', () => {
    const next = 'whsec_bmV4dC1zZWNyZXQtb2YtdHdlbnR5LWJ5dGVz';
    expect(isTaken(sender, good(sender), [next, SECRETS[sender]])).toBe(true);
    expect(isTaken(sender, good(sender), [next])).toBe(false);
    expect(isTaken(sender, good(sender), [])).toBe(false);
  });
  test('an empty secret is nobody’s', () => {
    const empty = signed(sender === 'gitlab' ? 'gitlab-token' : sender, payload, {}, '');
    expect(isTaken(sender, empty, [''])).toBe(false);
    expect(isTaken(sender, { headers: {}, body: Buffer.from('{}') }, [''])).toBe(false);
  });
});

describe.each(['github', 'gitlab', 'launchdarkly', 'standard'] as const)('what %s signed', (sender) => {
  const { headers, body } = good(sender);
  const flipped = Buffer.from(body);
  flipped.writeUInt8(flipped.readUInt8(3) ^ 1, 3);
  test.each([
    ['with one bit flipped', flipped],
    ['with a newline added', Buffer.concat([body, Buffer.from('\n')])],
    ['written anew', Buffer.from(JSON.stringify(payload, null, 2))],
    ['emptied', Buffer.alloc(0)],
  ])('is refused %s', (_name, changed) => {
    expect(isTaken(sender, { headers, body: changed })).toBe(false);
  });
  test('is not exchanged for other bytes that are no UTF-8 either', () => {
    const [one, other] = [Buffer.from([0x22, 0xff, 0x22]), Buffer.from([0x22, 0xfe, 0x22])];
    const delivery = signed(sender, one);
    expect(isTaken(sender, delivery)).toBe(true);
    expect(isTaken(sender, { ...delivery, body: other })).toBe(false);
  });
});

describe.each([
  ['github', 'x-hub-signature-256', 'sha256='],
  ['launchdarkly', 'x-ld-signature', ''],
] as const)('the digits of %s', (sender, header, prefix) => {
  const digits = good(sender).headers[header]?.slice(prefix.length) ?? '';
  test('may be upper-case', () => {
    expect(isTaken(sender, withHeaders(sender, { [header]: prefix + digits.toUpperCase() }))).toBe(true);
  });
  test.each([
    ['nothing', ''],
    ['only the prefix', 'sha256='],
    ['one digit less', prefix + digits.slice(1)],
    ['one digit more', `${prefix}${digits}0`],
    ['the digits twice', prefix + digits + digits],
    ['other letters', prefix + 'z'.repeat(64)],
    ['the header twice', `${prefix}${digits},${prefix}${digits}`],
    ['space before them', `${prefix} ${digits}`],
    ['a line break after them', `${prefix}${digits}\n`],
    ['another prefix', `sha512=${digits}`],
    ['the prefix in upper case', `SHA256=${digits}`],
    ['base64', prefix + Buffer.from(digits, 'hex').toString('base64')],
  ])('are refused as %s', (_name, value) => {
    expect(isTaken(sender, withHeaders(sender, { [header]: value }))).toBe(false);
  });
});

test('an SHA-1 signature alone is refused', () => {
  const delivery = withHeaders('github', { 'x-hub-signature-256': undefined, 'x-hub-signature': 'sha1=abc' });
  expect(isTaken('github', delivery)).toBe(false);
});

test('what octokit signs is taken', async () => {
  const body = JSON.stringify(payload);
  const headers = { 'x-hub-signature-256': await sign(SECRETS.github, body) };
  expect(isTaken('github', { headers, body: Buffer.from(body) })).toBe(true);
});

describe.each([
  ['gitlab-token', 'x-gitlab-token'],
  ['unleash', 'authorization'],
] as const)('the value that %s sends', (sender, header) => {
  const secret = SECRETS[sender];
  test.each([
    ['a prefix', secret.slice(0, -1)],
    ['more', `${secret}0`],
    ['another case', secret.toUpperCase()],
    ['the header twice', `${secret},${secret}`],
    ['nothing', ''],
  ])('is refused as %s', (_name, value) => {
    expect(isTaken(sender, withHeaders(sender, { [header]: value }))).toBe(false);
  });
});

test('where GitLab has a signing token, the token as plain text is no way around it', () => {
  const headers = { 'x-gitlab-token': SECRETS.gitlab };
  expect(isTaken('gitlab', { headers, body: Buffer.from('{}') })).toBe(false);
});
