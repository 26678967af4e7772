import { describe, expect, it } from '@jest/globals';
import { proxies } from '../../../lib/local/proxy.ts';

const forwarded = {
  host: '127.0.0.1:3000',
  'x-forwarded-host': 'evil.example, shipshape.example.com',
  'x-forwarded-for': '198.51.100.9, 203.0.113.7',
};

describe('What a proxy says of a request', () => {
  it('counts where it comes from an address that is named, and only its own last word', () => {
    const seen = proxies('10.0.0.0/8, 127.0.0.1');
    for (const from of ['127.0.0.1', '::ffff:127.0.0.1', '10.1.2.3'])
      expect(seen(forwarded, from)).toEqual({
        headers: { host: 'shipshape.example.com' },
        sourceIp: '203.0.113.7',
      });
  });

  it.each([undefined, '', '10.0.0.1'])('is left out of requests of everybody else, with %j', (said) => {
    expect(proxies(said)(forwarded, '127.0.0.1')).toEqual({
      headers: { host: '127.0.0.1:3000' },
      sourceIp: '127.0.0.1',
    });
  });

  it('leaves the address of the proxy where it names none', () => {
    expect(proxies('127.0.0.1')({ 'x-forwarded-for': 'unknown' }, '127.0.0.1').sourceIp).toBe('127.0.0.1');
  });

  it.each(['true', '*', '0.0.0.0/0', '::/0', '10.0.0.0/33', 'proxy.example'])(
    'cannot come from %s',
    (said) => {
      expect(() => proxies(said)).toThrow(/SHIPSHAPE_TRUST_PROXY: .* is no address of a proxy/);
    },
  );
});
