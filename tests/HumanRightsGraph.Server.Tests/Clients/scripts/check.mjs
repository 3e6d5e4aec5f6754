// What every client's script shares: the server's address, a change to be told of, and assertions that say what they are about.
import assert from 'node:assert/strict';

export const server = process.argv[2];
export const http = new URL('/graphql', server).href;
export const ws = http.replace(/^http/, 'ws');

export const deliverable = 'A/HRC/RES/53/13#16';

export const question = `query Receives($session: ID!) {
  session(id: $session) { opensOn deliverablesDue(first: 1) { totalCount nodes { id kind assignees { nodes { name } } } } }
}`;

export const subscription = 'subscription Changed { deliverableChanged { id review version } }';

/** Makes a change that is different from the last one. */
export async function change() {
  const ask = async (query, variables) => {
    const response = await fetch(http, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query, variables }) });
    return (await response.json()).data;
  };
  const { deliverable: { review } } = await ask('query($id: ID!) { deliverable(id: $id) { review } }', { id: deliverable });
  await ask('mutation($id: ID!, $review: Review!) { reviewDeliverable(input: { id: $id, review: $review }) { errors { code } } }',
    { id: deliverable, review: review === 'ACCEPTED' ? 'REJECTED' : 'ACCEPTED' });
}

/** Changes something every now and then until the promise is settled: most clients don't say when they are subscribed. */
export async function changingUntil(promise) {
  const timer = setInterval(() => change().catch(() => {}), 100);
  try {
    return await promise;
  } finally {
    clearInterval(timer);
  }
}

export function first(subscribe) {
  return new Promise((resolve, reject) => subscribe(resolve, reject));
}

const seen = [];
export async function claim(name, check) {
  await check();
  seen.push(name);
}

export function done() {
  console.log(seen.join('\n'));
  process.exit(0);
}

export { assert };
