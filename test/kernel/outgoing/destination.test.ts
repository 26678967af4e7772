import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isPublicAddress } from '../../../functions/kernel/outgoing/destination.ts';

describe('An address', () => {
  test.each([
    '8.8.8.8',
    '140.82.121.6',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
  ])('of the public internet is public: %s', (address) => expect(isPublicAddress(address)).toBe(true));
  test.each(['2606:4700::1111', '2a00:1450:4001:80b::200e'])('also of IPv6: %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['loopback', '::1'],
    ['unspecified', '0.0.0.0'],
    ['unspecified', '::'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['link-local, where metadata is', '169.254.169.254'],
    ['link-local', 'fe80::1'],
    ['link-local, with its zone', 'fe80::1%eth0'],
    ['shared', '100.64.0.1'],
    ['metadata in shared addresses', '100.100.100.200'],
    ['metadata among public addresses', '168.63.129.16'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['unique local, where metadata is', 'fd00:ec2::254'],
    ['mapped', '::ffff:127.0.0.1'],
    ['mapped', '::ffff:8.8.8.8'],
    ['mapped, in hexadecimal', '::ffff:a9fe:a9fe'],
    ['compatible', '::127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:4136:e378::1'],
    ['documentation', '2001:db8::1'],
    ['no address', 'localhost'],
    ['no address', ''],
    ['no address', '2130706433'],
  ])('that is %s is not public: %s', (_what, address) => expect(isPublicAddress(address)).toBe(false));

  test('that holds an IPv4 address within it is not public, whichever it holds', () => {
    fc.assert(
      fc.property(fc.ipV4(), (inner) => {
        const hex = inner
          .split('.')
          .map((part) => Number(part).toString(16).padStart(2, '0'))
          .join('');
        const [high, low] = [hex.slice(0, 4), hex.slice(4)];
        const outer = [`::ffff:${inner}`, `64:ff9b::${high}:${low}`, `2002:${high}:${low}::1`];
        for (const address of outer) expect(isPublicAddress(address)).toBe(false);
      }),
    );
  });
});
