/** What is asked of the templates, in one file: the CDK is loaded, and the app synthesized, once for all of it. */
import './delivery.ts';
import './counted-alarms.ts';
import './http-api.ts';
import './permissions.ts';
import './resources.ts';
import './settings.ts';
