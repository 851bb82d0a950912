import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { startDaprd } from './daprd.world.ts';
import { startWorld } from './world.ts';
import { TestApp } from './test-app.ts';
import { publishLikeAnOutbox, testEvent } from './publisher.ts';
import { until } from './until.ts';
import { setTimeout as delay } from 'node:timers/promises';
const topicsN = Number(process.argv[2]);
mkdirSync('/tmp/zzlogs', { recursive: true });
const world = await startWorld(async (ground) => {
  const f = `${ground.componentsFolder}/resiliency.yaml`;
  writeFileSync(f, readFileSync(f, 'utf8').replaceAll('maxRetries: 3', 'maxRetries: 40'));
  return startDaprd(process.env.PATH!, '/tmp/zzlogs')(ground);
}, 'localhost:9092');
const run = randomBytes(3).toString('hex');
const names = ['a', 'b', 'c'].slice(0, topicsN).map((n) => `zz-${run}.${n}`);
const rec = new TestApp(world.ports.recurring.appPort, world.appApiToken, names.map((topic) => ({ pubsubname: 'pubsub', topic, deadLetterTopic: `${topic}.dl` })));
const back = new TestApp(world.ports.backend.appPort, world.appApiToken, []);
await back.start(); await rec.start();
const sc = world.sidecarOf('backend'); await sc.waitUntilReady();
const topic = names[0]!;
await publishLikeAnOutbox(sc, 'pubsub', topic, [testEvent('warm', 0)]);
await until('warm', () => rec.taken(topic).length === 1, 60000);
let ok = 0, hang = 0; const times: number[] = [];
for (let i = 0; i < 12 && hang < 1; i++) {
  rec.broken = true;
  const ev = Array.from({ length: 5 }, (_, n) => testEvent(`k${i}`, n));
  await publishLikeAnOutbox(sc, 'pubsub', topic, ev);
  await delay(700);
  rec.stop(); await delay(1300); rec.broken = false; await rec.start();
  const t = Date.now();
  const got = () => new Set(rec.taken(topic).filter((e) => e.subject === `k${i}`).map((e) => e.data.position)).size;
  await until('all', () => got() === 5, 25000).then(() => { ok++; times.push(Date.now() - t); }, () => { hang++; });
}
console.log('topics', topicsN, 'ok', ok, 'hang', hang, 'resume ms', times.join(' '));
rec.stop(); back.stop(); await world.stop(); process.exit(0);
