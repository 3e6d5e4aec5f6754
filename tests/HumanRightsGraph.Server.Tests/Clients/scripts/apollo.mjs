import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { assert, changingUntil, claim, deliverable, done, first, http, question, subscription, ws } from './check.mjs';

const sent = [];
const watched = (uri, options) => {
  sent.push({ method: options.method ?? 'GET', uri: String(uri), body: options.body });
  return fetch(uri, options);
};
const socket = createClient({ url: ws, webSocketImpl: WebSocket });
const cache = () => new InMemoryCache({ typePolicies: { Query: { fields: { sessions: relayStylePagination(['order']) } } } });
const client = new ApolloClient({ cache: cache(), link: new HttpLink({ uri: http, fetch: watched }) });

await claim('a query', async () => {
  const { data } = await client.query({ query: gql(question), variables: { session: 'HRC/56' } });
  assert.equal(data.session.opensOn, '2024-06-18');
});
await claim('pages that the cache puts together', async () => {
  const page = gql`query Sessions($after: String) { sessions(first: 3, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  const { data } = await client.query({ query: page });
  await client.query({ query: page, variables: { after: data.sessions.pageInfo.endCursor }, fetchPolicy: 'network-only' });
  const together = client.readQuery({ query: page }).sessions;
  assert.equal(together.edges.length, 6);
  assert.equal(new Set(together.edges.map(e => e.node.id)).size, 6);
});
await claim('a mutation', async () => {
  const { data } = await client.mutate({ mutation: gql`mutation { reviewDeliverable(input: { id: "A/HRC/RES/53/13#16", review: ACCEPTED }) { deliverable { id review } } }` });
  assert.equal(data.reviewDeliverable.deliverable.review, 'ACCEPTED');
});
await claim('errors with their codes, whatever the status', async () => {
  const refused = await client.query({ query: gql`{ nothing }` }).catch(e => e);
  assert.ok(CombinedGraphQLErrors.is(refused));
  assert.equal(refused.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
});
await claim('a subscription by the socket', async () => {
  const subscriber = new ApolloClient({ cache: cache(), link: new GraphQLWsLink(socket) });
  const { data } = await changingUntil(first((resolve, reject) => subscriber.subscribe({ query: gql(subscription) }).subscribe({ next: resolve, error: reject })));
  assert.equal(data.deliverableChanged.id, deliverable);
});
await claim('automatic persisted queries: a miss, the document once, and hits by GET', async () => {
  const persisted = new PersistedQueryLink({ sha256: text => createHash('sha256').update(text).digest('hex'), useGETForHashedQueries: true });
  const query = gql`query Persisted { body(id: "HRC") { id title } } # ${Date.now()}`;
  sent.length = 0;
  for (let i = 0; i < 2; i++) {
    const asking = new ApolloClient({ cache: cache(), link: ApolloLink.from([persisted, new HttpLink({ uri: http, fetch: watched })]) });
    assert.equal((await asking.query({ query })).data.body.id, 'HRC');
  }
  assert.deepEqual(sent.map(s => s.method), sent[1].method === 'POST' ? ['GET', 'POST', 'GET'] : ['GET', 'GET']);
  assert.ok(!sent.at(-1).uri.includes('query='));
});
done();
