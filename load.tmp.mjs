import { loaded } from '/work/wt/host/test/bench/ingest-load.ts';
const [,, ps='200', s='10'] = process.argv;
const r = await loaded({perSecond:+ps, seconds:+s});
const q=(a,p)=>a.toSorted((x,y)=>x-y)[Math.floor(a.length*p)]?.toFixed(1);
console.log(ps+'/s', r.statuses, 'unanswered', r.unanswered, 'p50', q(r.latencies,.5),'p99',q(r.latencies,.99),'p99.9',q(r.latencies,.999),'max',Math.max(...r.latencies).toFixed(0),'late p99',q(r.late,.99),'behind',r.behind.toFixed(1),'dead',r.dead,'recorded',r.recorded,'peak',r.peakMemory?.toFixed(0));
