// A learner's evening with the API, through the client that is generated from its description.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

declare const process: { argv: string[] };

type Account = components["schemas"]["SignedIn"];

const baseUrl = process.argv[2]!;
const unique = () => `${Date.now()}-${Math.random()}`; // Node.js 18 has no global crypto
const anonymous = createClient<paths>({ baseUrl });

async function register(role: "LEARNER" | "MENTOR"): Promise<Account> {
  const { data, error } = await anonymous.POST("/api/auth/register", {
    body: { name: "Typed", email: `${unique()}@skillsphere.test`, password: "correct horse battery", role },
  });
  if (!data) {
    throw new Error(error?.detail);
  }
  return data;
}

const signedIn = (account: Account) =>
  createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${account.accessToken}` } });

const mentor = signedIn(await register("MENTOR"));
const learner = signedIn(await register("LEARNER"));

const published = await mentor.POST("/api/skills", { body: { name: "Piano", priceTokens: 3 } });
const skill = published.data!;

const found = await anonymous.GET("/api/skills", { params: { query: { mentorId: skill.mentorId, limit: 5 } } });
const name: string | null = found.data!.items[0]!.name;
const next: string | null = found.data!.next;

const startsAt = new Date(Date.now() + 3 * 24 * 3600 * 1000).toISOString();
const booked = await learner.POST("/api/bookings", {
  params: { header: { "Idempotency-Key": unique() } },
  body: { skillId: skill.id, startsAt },
});
const status: components["schemas"]["BookingStatus"] = booked.data!.status;

const refused = await learner.POST("/api/bookings", { body: { skillId: skill.id, startsAt } });
const expected: typeof refused.error = refused.error;
const taken = expected?.type === "urn:skillsphere:problem:slot-taken";

// What the description does not allow does not compile.
// @ts-expect-error a price is a number
void (() => mentor.POST("/api/skills", { body: { name: "Piano", priceTokens: "3" } }));
// @ts-expect-error a booking has a start
void (() => learner.POST("/api/bookings", { body: { skillId: skill.id } }));
// @ts-expect-error there is no such route
void (() => learner.GET("/api/nothing"));
// @ts-expect-error a skill is changed only in a version that was seen
void (() => mentor.PUT("/api/skills/{id}", { params: { path: { id: skill.id } }, body: { name: "Organ", priceTokens: 3 } }));

console.log(JSON.stringify({ name, next, status, taken }));
