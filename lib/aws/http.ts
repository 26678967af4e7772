/** The HTTP API in front of the functions that have routes. */
import { CfnOutput, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '../wiring.ts';
import type { WorkerFunction } from './worker-function.ts';

/** Requests a second, over all callers, and how many may come at once: what one team's pages need, and what a flood costs. */
const THROTTLE = { rateLimit: 50, burstLimit: 100 } as const;
/** The same of each route that takes something in, unless the wiring says otherwise: a request of it can hold 2,000 facts, each of which is work. */
const TAKING_THROTTLE = { perSecond: 5, atOnce: 10 } as const;

/** Who asked is left out: a page view is nobody's business. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};

/** Of pages, and of what asks for a secret: any other route is not synthesized until it has an authorizer or its own evidence. */
const WITHOUT_AUTHORIZER = {
  id: 'AwsSolutions-APIG4',
  reason:
    'Pages are public and read-only by decision. The private routes of the wiring are answered to who holds the API token or a signed link, or signs the delivery: the function checks that itself, so that both hosts hold to one check, and tests ask each of them without it. A signature is over the body, which an authorizer of an HTTP API never sees.',
};

export class Http extends Construct {
  /** Where it answers, without a slash at its end. */
  readonly url: string;
  private readonly api: apigateway.HttpApi;
  private readonly stage: apigateway.HttpStage;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new apigateway.HttpApi(this, 'Api', { createDefaultStage: false });
    this.url = this.api.apiEndpoint;
    this.stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(this.createLog()),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    new CfnOutput(this, 'Url', { value: this.stage.url, description: 'The pages.' });
  }

  private createLog(): LogGroup {
    return new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** Sends the worker's routes to it; what no route names is answered 404 by the API itself. */
  serve(worker: WorkerFunction): void {
    const integration = new HttpLambdaIntegration(`${worker.node.id}Integration`, worker.function, {
      payloadFormatVersion: apigateway.PayloadFormatVersion.VERSION_2_0,
    });
    for (const { method, path, isPrivate = false, throttle = TAKING_THROTTLE } of worker.wiring.routes ??
      []) {
      const routes = this.api.addRoutes({ path, methods: [apigateway.HttpMethod[method]], integration });
      for (const route of routes) {
        if (method === 'GET' || isPrivate) Validations.of(route).acknowledge(WITHOUT_AUTHORIZER);
        if (method === 'POST') this.throttle(route, `${method} ${path}`, throttle);
      }
    }
  }

  /** Set on the resource itself, since the construct has no throttle by route; a stage cannot name a route that is not there yet. */
  private throttle(route: apigateway.HttpRoute, key: string, limits: NonNullable<Route['throttle']>): void {
    const stage = this.stage.node.defaultChild;
    if (!(stage instanceof apigateway.CfnStage)) return;
    stage.addPropertyOverride(`RouteSettings.${key}`, {
      ThrottlingRateLimit: limits.perSecond,
      ThrottlingBurstLimit: limits.atOnce,
    });
    stage.node.addDependency(route);
  }
}
