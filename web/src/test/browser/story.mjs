// A learner's web page follows the feed in a real browser: told what to do by the test, it tells what it saw.
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const { browser: executablePath, baseUrl, learner, mentor, skillId } = JSON.parse(process.env.STORY);
const stomp = fileURLToPath(new URL("node_modules/@stomp/stompjs/bundles/stomp.umd.js", import.meta.url));

const browser = await chromium.launch({ executablePath });
try {
  const context = await browser.newContext({ bypassCSP: true }); // which lets the test put scripts into the page
  const open = async (url) => {
    const page = await context.newPage();
    page.on("console", (message) => console.error(message.text()));
    await page.goto(url);
    await page.addScriptTag({ path: stomp });
    return page;
  };

  const page = await open(`${baseUrl}/api-docs/asyncapi`);
  const seen = await page.evaluate(tellStory, { learner, mentor, skillId });
  const elsewhere = createServer((request, response) => response.end("Another site")).listen(0);
  const stranger = await open(`http://localhost:${elsewhere.address().port}`);
  const foreign = await stranger.evaluate(tryToConnect, { socket: socket(baseUrl), token: learner });
  elsewhere.close();
  console.log(JSON.stringify({ ...seen, foreign }));
} finally {
  await browser.close();
}

function socket(url) {
  return url.replace("http", "ws") + "/ws";
}

// In the page: nothing from outside but what it is given.
async function tellStory({ learner, mentor, skillId }) {
  const updates = [];
  const errors = [];
  const log = [];
  const client = new StompJs.Client({
    brokerURL: location.origin.replace("http", "ws") + "/ws",
    connectHeaders: { Authorization: `Bearer ${learner}` },
    reconnectDelay: 200,
    debug: (line) => log.push(line),
    onStompError: (frame) => errors.push(frame.headers.message),
    onConnect: () => {
      connections++;
      client.subscribe("/user/queue/errors", (frame) => errors.push(frame.body));
      client.subscribe("/user/queue/feed", (frame) => updates.push(JSON.parse(frame.body)), {
        after: updates.length === 0 ? "now" : String(updates.at(-1).position),
        batch: String(connections > 1), // the first time each frame comes alone
      });
    },
  });
  let connections = 0;

  async function until(what, condition) {
    for (const end = Date.now() + 90_000; !condition(); ) {
      if (Date.now() > end) {
        throw new Error(`${what}: not seen in ${JSON.stringify(updates)}, log: ${log.slice(-30).join("\n")}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  const statuses = () => updates.filter(({ type }) => type === "booking").map(({ data }) => data.status);
  const said = () => updates.filter(({ type }) => type === "chat.message").map(({ data }) => data.text);

  async function post(token, path, body) {
    const answer = await fetch(path, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body ?? {}),
    });
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    }
    return answer.json();
  }
  const speak = (token, conversationId, text) =>
    post(token, "/api/chat/send", { conversationId, clientMessageId: crypto.randomUUID(), text });

  client.activate();
  await until("the position", () => updates.length === 1);
  const startsAt = new Date(Date.now() + 3 * 24 * 3600 * 1000).toISOString();
  const booking = await post(learner, "/api/bookings", { skillId, startsAt });
  await until("the request", () => statuses().includes("PENDING"));
  await post(mentor, `/api/bookings/${booking.id}/confirm`);
  await until("the confirmation", () => statuses().includes("CONFIRMED"));

  await client.deactivate();
  await speak(mentor, booking.id, "Said while you were away");
  await post(learner, `/api/bookings/${booking.id}/complete`);
  client.activate();
  await until("what was missed", () => statuses().includes("SETTLED") && said().length === 1);

  client.forceDisconnect(); // as a network does that breaks
  await speak(mentor, booking.id, "Said while the line was broken");
  await until("a new connection", () => connections === 3);
  await until("what was said meanwhile", () => said().length === 2);

  client.publish({
    destination: "/app/chat",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      conversationId: booking.id,
      clientMessageId: crypto.randomUUID(),
      text: "Here I am \u{1F3B9}",
    }),
  });
  await until("one's own words", () => said().length === 3);
  await client.deactivate();
  return { positions: updates.map(({ position }) => position), statuses: statuses(), said: said(), errors };
}

async function tryToConnect({ socket, token }) {
  return new Promise((resolve) => {
    const client = new StompJs.Client({
      brokerURL: socket,
      connectHeaders: { Authorization: `Bearer ${token}` },
      reconnectDelay: 0,
      onConnect: () => resolve("connected"),
      onWebSocketClose: () => resolve("refused"),
    });
    client.activate();
  });
}
