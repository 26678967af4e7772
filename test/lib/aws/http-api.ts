/** The one door from outside: the routes of the wiring, and how much comes through each. */
import { describe, expect, test } from '@jest/globals';
import { functions } from '../../../lib/wiring.ts';
import { only, resources, running } from './synthesized.ts';

interface Throttle {
  readonly ThrottlingRateLimit: number;
  readonly ThrottlingBurstLimit: number;
}

describe('the HTTP API', () => {
  test('has the routes of the wiring, and HEAD wherever GET is', () => {
    const routes = resources(running, 'AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey);
    const wired = functions.flatMap((wiring) => wiring.routes ?? []);
    const keys = wired.flatMap(({ method, path }) =>
      method === 'GET' ? [`GET ${path}`, `HEAD ${path}`] : [`${method} ${path}`],
    );
    expect(routes.sort()).toEqual(keys.sort());
  });

  test('is throttled, and logs every request as JSON', () => {
    const stage = only(resources(running, 'AWS::ApiGatewayV2::Stage'));
    expect(stage.DefaultRouteSettings).toMatchObject({
      ThrottlingBurstLimit: expect.any(Number),
      ThrottlingRateLimit: expect.any(Number),
    });
    expect(JSON.parse(stage.AccessLogSettings.Format)).toHaveProperty('requestId', '$context.requestId');
  });

  const { DefaultRouteSettings, RouteSettings } = only(resources(running, 'AWS::ApiGatewayV2::Stage'));
  const posts = functions.flatMap(({ routes = [] }) => routes.filter(({ method }) => method === 'POST'));

  test('limits every route that takes something in by itself', () => {
    expect(Object.keys(RouteSettings)).toEqual(
      expect.arrayContaining(posts.map(({ path }) => `POST ${path}`)),
    );
  });

  test.each(posts.filter(({ throttle }) => throttle === undefined))(
    'takes far fewer of the requests to $path, each of which can be much work',
    ({ path }) => {
      const { ThrottlingRateLimit, ThrottlingBurstLimit }: Throttle = RouteSettings[`POST ${path}`];
      expect(ThrottlingRateLimit).toBeLessThan(DefaultRouteSettings.ThrottlingRateLimit / 5);
      expect(ThrottlingBurstLimit).toBeLessThan(DefaultRouteSettings.ThrottlingBurstLimit / 5);
    },
  );

  test('takes deliveries in bursts, because not every sender comes again', () => {
    const limits = { ThrottlingRateLimit: 250, ThrottlingBurstLimit: 500 };
    expect(RouteSettings['POST /webhooks/{source}']).toEqual(limits);
  });

  test('is deployed after the routes that its stage names', () => {
    const [stage] = Object.values(running.findResources('AWS::ApiGatewayV2::Stage'));
    const posts = Object.entries(running.findResources('AWS::ApiGatewayV2::Route')).flatMap(([id, route]) =>
      route.Properties.RouteKey.startsWith('POST ') ? [id] : [],
    );
    expect(stage?.DependsOn).toEqual(expect.arrayContaining(posts));
  });

  test('keeps who asked, and with what token, out of its log', () => {
    const { AccessLogSettings } = only(resources(running, 'AWS::ApiGatewayV2::Stage'));
    expect(AccessLogSettings.Format).not.toMatch(/identity|authoriz|header/i);
  });

  test('speaks payload format 2.0', () => {
    running.allResourcesProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
  });
});
