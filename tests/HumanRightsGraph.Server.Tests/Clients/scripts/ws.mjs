import { CloseCode, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { assert, changingUntil, claim, deliverable, done, first, question, subscription, ws } from './check.mjs';

const client = createClient({ url: ws, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { from: 'a test' }, keepAlive: 1_000 });
const once = payload => first((resolve, reject) => {
  let value;
  client.subscribe(payload, { next: v => (value = v), error: reject, complete: () => resolve(value) });
});

await claim('a query', async () => {
  const { data } = await once({ query: question, variables: { session: 'HRC/56' }, operationName: 'Receives' });
  assert.equal(data.session.opensOn, '2024-06-18');
});
await claim('a mutation', async () => {
  const { data } = await once({ query: `mutation { reviewDeliverable(input: { id: "${deliverable}", review: ACCEPTED }) { deliverable { id } } }` });
  assert.equal(data.reviewDeliverable.deliverable.id, deliverable);
});
await claim('a subscription, completed by the client, another after it', async () => {
  for (let i = 0; i < 2; i++) {
    const event = await changingUntil((async () => {
      for await (const e of client.iterate({ query: subscription })) return e;
    })());
    assert.equal(event.data.deliverableChanged.id, deliverable);
  }
});
await claim('several on one socket', async () => {
  const all = [1, 2, 3].map(async () => {
    for await (const event of client.iterate({ query: subscription })) return event;
  });
  for (const { data } of await changingUntil(Promise.all(all))) assert.equal(data.deliverableChanged.id, deliverable);
});
await claim('an operation that is not valid, and the next one', async () => {
  await assert.rejects(once({ query: '{ nothing }' }), errors => errors[0].extensions.code === 'GRAPHQL_VALIDATION_FAILED');
  assert.equal((await once({ query: '{ __typename }' })).data.__typename, 'Query');
});
await client.dispose();

await claim('the codes of the protocol that a client can provoke', async () => {
  const closedBy = messages => first(resolve => {
    const socket = new WebSocket(ws, 'graphql-transport-ws');
    socket.on('open', () => messages.forEach(m => socket.send(JSON.stringify(m))));
    socket.on('close', code => resolve(code));
  });
  const init = { type: 'connection_init' };
  const subscribe = { type: 'subscribe', id: '1', payload: { query: subscription } };
  assert.equal(await closedBy([subscribe]), CloseCode.Unauthorized);
  assert.equal(await closedBy([init, init]), CloseCode.TooManyInitialisationRequests);
  assert.equal(await closedBy([init, subscribe, subscribe]), CloseCode.SubscriberAlreadyExists);
  assert.equal(await closedBy([{ type: 'nonsense' }]), CloseCode.BadRequest);
  assert.equal(await closedBy([]), CloseCode.ConnectionInitialisationTimeout);
});
done();
