// Requests a second of SkillSphere over HTTP, beside a plain CRUD server on the same PostgreSQL in the same run.
// node bench/http.mjs [--peer <folder>] [--rounds 5] [--seconds 5] [--accounts 200]; see docs/performance.md.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { call, folder, freePort, here, said, start, startSkillSphere, stopAll } from './processes.mjs';

const { values: options } = parseArgs({
  options: {
    peer: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    accounts: { type: 'string', default: '200' },
    connections: { type: 'string', default: '32' },
  },
});
const run = promisify(execFile);

await run('wrk', ['--version']).catch(({ code }) => {
  if (code === 'ENOENT') {
    console.error('This needs wrk: apt-get install wrk, or see https://github.com/wg/wrk');
    process.exit(1);
  }
});

/** Accounts with tokens to spend, mentors' skills, and the files in which the load generator finds them. */
async function populate({ url, admin }) {
  const { accessToken } = await call(`${url}/api/auth/login`, 'POST', admin);
  const accounts = [];
  const skills = [];
  const count = Number(options.accounts);
  await inTurn(count, async (i) => {
    const person = (role) => ({ name: 'Somebody', email: `${role}-${i}@bench.example`, password: `phrase ${i} to sign in`, role });
    const learner = await call(`${url}/api/auth/register`, 'POST', person('LEARNER'));
    const mentor = await call(`${url}/api/auth/register`, 'POST', person('MENTOR'));
    await call(`${url}/api/transactions`, 'POST', { type: 'ISSUE', to: learner.account.id, amount: 1_000_000, reason: 'benchmark' }, accessToken);
    const skill = { name: `Piano ${i}`, description: 'Scales and first pieces. '.repeat(6), category: 'Music', sessionMinutes: 60, priceTokens: 1 };
    skills.push((await call(`${url}/api/skills`, 'POST', skill, mentor.accessToken)).id);
    accounts.push(`${learner.account.id} ${learner.accessToken}`);
  });
  const files = { ACCOUNTS: path.join(folder, 'accounts'), SKILLS: path.join(folder, 'skills') };
  await writeFile(files.ACCOUNTS, accounts.join('\n') + '\n');
  await writeFile(files.SKILLS, skills.join('\n') + '\n');
  return files;
}

async function inTurn(count, work, atOnce = 8) {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The peer in two processes, with its secret as a key object: its strongest form. */
async function peer(peerFolder, database) {
  const { Client } = createRequire(path.resolve(peerFolder, 'package.json'))('pg');
  const client = new Client(database('postgres'));
  await client.connect();
  await client.query('CREATE DATABASE peer');
  await client.end();
  const port = await freePort();
  const environment = {
    DATABASE_URL: database('peer'), JWT_SECRET: 'for the benchmark alone', JWT_KEYOBJECT: '1', LOAD_TEST: '1', PORT: String(port),
  };
  // Alone at first: two that make the same tables at once get in each other's way, and one of them never begins.
  const first = start('node', ['src/server.js'], environment, peerFolder);
  await said(first, /Database connected/);
  first.kill();
  await once(first, 'exit');
  const child = start('node', ['cluster.js'], environment, peerFolder);
  await said(child, /Database connected[\s\S]*Database connected/);
  const url = `http://127.0.0.1:${port}`;
  const person = { name: 'Somebody', email: 'somebody@bench.example', password: 'Correct-Horse-9', role: 'Admin' };
  const { token } = await call(`${url}/api/auth/register`, 'POST', person).then(
    (answer) => (answer.token ? answer : call(`${url}/api/auth/login`, 'POST', person)));
  for (let i = 0; i < 100; i++) {
    await call(`${url}/api/skills`, 'POST', { name: `Piano ${i}`, description: 'Scales and first pieces. '.repeat(6) }, token);
  }
  return { url, token };
}

async function wrk(url, script, environment) {
  const args = ['-t1', `-c${options.connections}`, `-d${options.seconds}s`, '--timeout', '30s', '-s', path.join(here, script), url];
  const { stdout } = await run('wrk', args, { env: { ...process.env, ...environment } });
  const result = JSON.parse(stdout.match(/RESULT (.*)/)[1]);
  return { ...result, rate: (result.requests - result.failed) / (result.micros / 1e6) };
}

const works = {
  booking: { METHOD: 'POST', TARGET: '/api/bookings', BODY: '{"userId":1,"mentorId":2,"skillId":1,"date":"2030-01-01T10:00:00Z","status":"PENDING"}' },
  transaction: { METHOD: 'POST', TARGET: '/api/transactions', BODY: '{"userId":1,"amount":1,"type":"TRANSFER"}' },
  skills: { METHOD: 'GET', TARGET: '/api/skills', BODY: '' },
};

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function row(name, who, results) {
  const rates = results.map((result) => result.rate);
  const [low, middle, high] = [Math.min(...rates), median(rates), Math.max(...rates)].map(Math.round);
  const millis = (key) => (median(results.map((result) => result[key])) / 1000).toFixed(1);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`${name.padEnd(12)} ${who.padEnd(12)} ${String(middle).padStart(6)}/s [${low}-${high}]  p50 ${millis('p50')} ms  p99 ${millis('p99')} ms  failed ${failed}`);
  return middle;
}

try {
  console.log(`${cpus().length} cores, ${options.connections} connections, ${options.rounds} rounds of ${options.seconds} s each, in turns`);
  const ours = await startSkillSphere();
  const files = await populate(ours);
  const theirs = options.peer && (await peer(options.peer, ours.database));
  let sent = 0;
  for (const [name, request] of Object.entries(works)) {
    const results = { ours: [], theirs: [] };
    for (let round = 0; round < Number(options.rounds); round++) {
      const result = await wrk(ours.url, 'skillsphere.lua', { ...files, WORK: name, START: String(sent) });
      sent += result.requests + Number(options.connections);
      results.ours.push(result);
      if (theirs) results.theirs.push(await wrk(theirs.url, 'peer.lua', { ...request, TOKEN: theirs.token }));
    }
    const rate = row(name, 'SkillSphere', results.ours);
    if (theirs) console.log(`${name.padEnd(12)} ${'ratio'.padEnd(12)} ${(rate / row(name, 'peer', results.theirs)).toFixed(2)}`);
  }
} finally {
  await stopAll();
}
