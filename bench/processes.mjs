// What the benchmarks start, and how they talk to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
/** Also the data folder. */
export const folder = await mkdtemp(path.join(tmpdir(), 'skillsphere-bench-'));
const started = [];

export function start(command, args, environment, cwd) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'ignore'] });
  started.push(child);
  return child;
}

export async function stopAll() {
  for (const child of started.splice(0).reverse()) {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** What the process printed that matches. */
export function said(child, pattern) {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      if (output !== null) {
        output += chunk;
        const match = output.match(pattern);
        if (match) {
          output = null;
          resolve(match);
        }
      }
    });
    child.on('exit', () => output !== null && reject(new Error(`It ended before it said ${pattern}:\n${output}`)));
  });
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

export async function call(url, method, body, token, headers) {
  const answer = await fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }), ...headers },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** The jar on an empty home, without limits of rates. */
export async function startSkillSphere(java = [], environment = {}) {
  const admin = { email: 'admin@bench.example', password: 'for the benchmark alone' };
  const child = start('java', [
    ...java, '-jar', path.join(here, '../web/target/skillsphere.jar'),
    '--logging.level.root=WARN', '--logging.level.io.skillsphere=WARN', // the peer logs nothing either
    '--logging.level.io.skillsphere.web.StartupReport=INFO',
  ], {
    PORT: '0',
    SKILLSPHERE_DATA_DIR: folder,
    SKILLSPHERE_ADMIN_EMAIL: admin.email,
    SKILLSPHERE_ADMIN_PASSWORD: admin.password,
    SKILLSPHERE_RATE_LIMIT_ENABLED: 'false',
    SKILLSPHERE_WALLET_DAILY_TRANSFER_LIMIT: '1000000000',
    ...environment,
  });
  const [, url, databasePort] = await said(child, /API\s+(http:\S+)\/api[\s\S]*PostgreSQL \d+ on port (\d+)/);
  const password = await readFile(path.join(folder, 'postgres/password'), 'utf8');
  const database = (name) => `postgres://postgres:${password}@localhost:${databasePort}/${name}`;
  return { url, admin, database };
}
