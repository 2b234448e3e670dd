// How long an update takes to reach every session that watches, and what clients that read nothing do to the others; beside
// socket.io in the same run. npm install --prefix bench, then
// node bench/realtime.mjs [--peer <folder>] [--sessions 1000] [--rate 60] [--seconds 20] [--stalled 10]
// [--warmup 240] [--batch true] [--java="-Xmx512m -XX:+UseSerialGC"]; see docs/performance.md.
import { once } from 'node:events';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import WebSocket from 'ws';
import { call, freePort, said, start, startSkillSphere, stopAll } from './processes.mjs';

/** Every so many sessions measure; the others only count, or the measuring would be what is measured. */
const MEASURED = 10;
const STAMP = /ts=([0-9.]+)/g;

const now = () => performance.timeOrigin + performance.now();

/** The ways of the two servers. */
const protocols = {
  stomp: {
    url: (base) => base.replace('http', 'ws') + '/ws',
    open: (token) => `CONNECT\naccept-version:1.2\nhost:bench\nheart-beat:0,0\nAuthorization:Bearer ${token}\n\n\0`,
    opened: (frame) => frame.startsWith('CONNECTED') && `SUBSCRIBE\nid:0\ndestination:/topic/skills\nbatch:${workerData.batch}\n\n\0`,
    isUpdate: (data) => data.length > 2 && data[0] === 77, // M of MESSAGE
    updates: (data) => {
      let frames = 0;
      for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, end + 1)) frames++;
      return frames;
    },
  },
  socketio: {
    url: (base) => base.replace('http', 'ws') + '/socket.io/?EIO=4&transport=websocket',
    open: () => null,
    opened: (frame) => frame[0] === '0' && '40',
    isUpdate: (data) => data[0] === 52 && data[1] === 50, // 42, an event
    updates: () => 1,
  },
};

/** The sessions, in a thread of their own. */
function sessions() {
  const { base, protocol, count, token } = workerData;
  const way = protocols[protocol];
  let latencies = [];
  let received = 0;
  let measuring = false;

  const connect = (index, stalled) => new Promise((resolve, reject) => {
    const socket = new WebSocket(way.url(base), protocol === 'stomp' ? ['v12.stomp'] : [], { perMessageDeflate: false });
    socket.on('error', reject);
    socket.on('open', () => way.open(token) && socket.send(way.open(token)));
    socket.on('message', (data) => {
      if (way.isUpdate(data)) {
        if (!measuring || stalled) return;
        received += way.updates(data);
        if (index % MEASURED === 0) for (const [, ts] of data.toString().matchAll(STAMP)) latencies.push(now() - Number(ts));
        return;
      }
      const answer = way.opened(data.toString());
      if (answer) {
        socket.send(answer);
        if (stalled) setTimeout(() => socket._socket.pause(), 500);
        resolve(socket);
      } else if (data.length === 1 && data[0] === 50) {
        socket.send('3'); // a ping of socket.io's
      }
    });
  });

  parentPort.on('message', async ({ kind, stalled }) => {
    if (kind === 'stall') {
      for (let i = 0; i < stalled; i++) await connect(1, true);
      parentPort.postMessage({});
    } else if (kind === 'begin') {
      latencies = [];
      received = 0;
      measuring = true;
      parentPort.postMessage({});
    } else {
      measuring = false;
      latencies.sort((a, b) => a - b);
      const at = (part) => latencies[Math.min(latencies.length - 1, Math.floor(part * latencies.length))] ?? NaN;
      parentPort.postMessage({ received, p50: at(0.5), p99: at(0.99), most: at(1) });
    }
  });
  (async () => {
    for (let i = 0; i < count; i++) await connect(i, false);
    parentPort.postMessage({});
  })();
}

/** Sends at the intended times, whether or not the ones before were answered. */
async function openLoop(rate, seconds, send) {
  const begun = now();
  const pending = [];
  let sent = 0;
  while (now() < begun + seconds * 1000) {
    while (begun + (sent * 1000) / rate <= now()) pending.push(send(sent, begun + (sent++ * 1000) / rate));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(pending);
  return sent;
}

/** For as many seconds as a new JVM takes to compile most of what it runs. */
async function warmUp(send, options) {
  await openLoop(options.rate / 2, options.warmup, send);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
}

async function measure(name, watchers, send, options) {
  watchers.postMessage({ kind: 'begin' });
  await once(watchers, 'message');
  const sent = await openLoop(options.rate, options.seconds, send);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  watchers.postMessage({ kind: 'end' });
  const [result] = await once(watchers, 'message');
  const share = (100 * result.received) / (sent * options.sessions);
  console.log(`${name.padEnd(34)} ${String(sent).padStart(5)} updates to ${options.sessions}: ${share.toFixed(2)} % arrived, `
    + `p50 ${result.p50.toFixed(1)} ms  p99 ${result.p99.toFixed(1)} ms  at most ${result.most.toFixed(0)} ms`);
  return result;
}

async function watch(base, protocol, token, options) {
  const watchers = new Worker(new URL(import.meta.url), { workerData: { base, protocol, count: options.sessions, token, batch: options.batch } });
  await once(watchers, 'message');
  return watchers;
}

async function ours(options) {
  const metricsToken = 'for-the-benchmark-and-nobody-else-at-all';
  const server = await startSkillSphere(options.java.split(' '), {
    SKILLSPHERE_WEBSOCKET_SESSIONS_PER_ACCOUNT: '1000000',
    SKILLSPHERE_METRICS_TOKEN: metricsToken,
  });
  const mentor = { name: 'Somebody', email: 'mentor@bench.example', password: 'phrase to sign in with', role: 'MENTOR' };
  const { accessToken } = await call(`${server.url}/api/auth/register`, 'POST', mentor);
  const body = (ts) => ({ name: 'Piano', description: `ts=${ts.toFixed(3)} ${'x'.repeat(100)}`, priceTokens: 1 });
  const skills = [];
  for (let i = 0; i < 2 * options.rate; i++) {
    const { id } = await call(`${server.url}/api/skills`, 'POST', body(0), accessToken);
    skills.push({ id, version: 0, last: Promise.resolve() });
  }
  const send = (number, ts) => {
    const skill = skills[number % skills.length];
    skill.last = skill.last.then(() => call(`${server.url}/api/skills/${skill.id}`, 'PUT', body(ts), accessToken, { 'If-Match': `"${skill.version++}"` }));
    return skill.last;
  };
  const watchers = await watch(server.url, 'stomp', accessToken, options);
  await warmUp(send, options);
  const alone = await measure('SkillSphere', watchers, send, options);

  watchers.postMessage({ kind: 'stall', stalled: options.stalled });
  await once(watchers, 'message');
  const begun = now();
  let cutOff = 0;
  let after = null;
  const looking = setInterval(async () => {
    // The one figure alone: all of them twice a second would be felt by those who watch.
    const text = await fetch(`${server.url}/actuator/prometheus?includedNames=skillsphere_websocket_sessions_cut_off`, { headers: { Authorization: `Bearer ${metricsToken}` } })
      .then((answer) => answer.text(), () => ''); // a server that is busy is looked at again
    cutOff = Math.max(cutOff, Number(/^skillsphere_websocket_sessions_cut_off_total\S* (\S+)/m.exec(text)?.[1] ?? 0));
    if (cutOff >= options.stalled) after ??= (now() - begun) / 1000;
  }, 500);
  const beside = await measure(`SkillSphere, and ${options.stalled} read nothing`, watchers, send, options);
  clearInterval(looking);
  console.log(`  ${cutOff} of ${options.stalled} were cut off, all of them within ${after?.toFixed(1) ?? '?'} s`);
  const verdict = (what, holds) => console.log(`  ${holds ? 'holds' : 'FAILS'}: ${what}`);
  verdict('p99 under 100 ms', alone.p99 < 100);
  verdict('who reads nothing is cut off within 15 s', after !== null && after < 15);
  verdict("the others' p99 at most doubled", beside.p99 <= 2 * alone.p99);
  await watchers.terminate();
}

async function theirs(folder, options) {
  const port = await freePort();
  // One process: it has no way to tell the sessions of another one.
  const child = start('node', ['-e', `
    const server = require('http').createServer().listen(${port}, () => process.stdout.write('listening'));
    console.log = () => {};
    require('./src/services/socketService').init(server);`], {}, folder);
  await said(child, /listening/);
  const base = `http://127.0.0.1:${port}`;
  const watchers = await watch(base, 'socketio', null, options);
  const sender = new WebSocket(protocols.socketio.url(base));
  await once(sender, 'open');
  sender.send('40');
  sender.on('message', (data) => data.length === 1 && sender.send('3'));
  await measure('socket.io, which keeps nothing', watchers, (number, ts) => sender.send(`42["message",{"text":"ts=${ts.toFixed(3)} ${'x'.repeat(100)}"}]`), options);
  sender.terminate();
  await watchers.terminate();
}

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      peer: { type: 'string' },
      sessions: { type: 'string', default: '1000' },
      rate: { type: 'string', default: '60' },
      seconds: { type: 'string', default: '20' },
      stalled: { type: 'string', default: '10' },
      warmup: { type: 'string', default: '240' },
      batch: { type: 'string', default: 'true' },
      java: { type: 'string', default: '-Xmx512m -XX:+UseSerialGC' },
    },
  });
  const numbers = Object.fromEntries(['sessions', 'rate', 'seconds', 'stalled', 'warmup'].map((key) => [key, Number(values[key])]));
  const options = { ...values, ...numbers };
  console.log(`${cpus().length} cores for the server, its database, what sends and ${options.sessions} sessions; ${options.rate} updates a second for ${options.seconds} s; java ${options.java}`);
  try {
    await ours(options);
    await stopAll();
    if (options.peer) await theirs(path.resolve(options.peer), options);
  } finally {
    await stopAll();
  }
} else {
  sessions();
}
