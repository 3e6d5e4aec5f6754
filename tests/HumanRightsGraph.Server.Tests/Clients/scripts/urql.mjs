import { Client, cacheExchange, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { assert, changingUntil, claim, deliverable, done, first, http, question, subscription, ws } from './check.mjs';

const client = new Client({ url: http, exchanges: [cacheExchange, fetchExchange], fetchSubscriptions: true, preferGetMethod: false });

await claim('a query', async () => {
  const { data, error } = await client.query(question, { session: 'HRC/56' }).toPromise();
  assert.equal(error, undefined);
  assert.equal(data.session.opensOn, '2024-06-18');
});
await claim('a query by GET', async () => {
  const getting = new Client({ url: http, exchanges: [fetchExchange], preferGetMethod: 'force' });
  assert.equal((await getting.query(question, { session: 'HRC/56' }).toPromise()).data.session.opensOn, '2024-06-18');
});
await claim('a mutation', async () => {
  const { data } = await client.mutation('mutation { reviewDeliverable(input: { id: "A/HRC/RES/53/13#16", review: ACCEPTED }) { deliverable { id } } }', {}).toPromise();
  assert.equal(data.reviewDeliverable.deliverable.id, deliverable);
});
await claim('errors with their codes', async () => {
  const { error } = await client.query('{ nothing }', {}).toPromise();
  assert.equal(error.graphQLErrors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
});
await claim('a subscription by events over fetch', async () => {
  const { data } = await changingUntil(first(resolve => client.subscription(gql(subscription), {}).subscribe(resolve)));
  assert.equal(data.deliverableChanged.id, deliverable);
});
await claim('a subscription by the socket', async () => {
  const socket = createClient({ url: ws, webSocketImpl: WebSocket });
  const subscriber = new Client({
    url: http,
    exchanges: [fetchExchange, subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({ subscribe: sink => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }) }),
    })],
  });
  const { data } = await changingUntil(first(resolve => subscriber.subscription(gql(subscription), {}).subscribe(resolve)));
  assert.equal(data.deliverableChanged.id, deliverable);
});
await claim('automatic persisted queries', async () => {
  const asking = new Client({ url: http, exchanges: [persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange] });
  for (let i = 0; i < 2; i++) {
    const { data, error } = await asking.query('query ByHash { body(id: "GA") { id } }', { i }, { requestPolicy: 'network-only' }).toPromise();
    assert.equal(error, undefined);
    assert.equal(data.body.id, 'GA');
  }
});
done();
