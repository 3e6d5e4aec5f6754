import { createClient } from 'graphql-sse';
import { assert, changingUntil, claim, deliverable, done, first, http, question, subscription } from './check.mjs';

for (const singleConnection of [false, true]) {
  const mode = singleConnection ? 'single connection' : 'distinct connections';
  const client = createClient({ url: http, singleConnection, retryAttempts: 0 });
  const once = payload => first((resolve, reject) => {
    let value;
    client.subscribe(payload, { next: v => (value = v), error: reject, complete: () => resolve(value) });
  });

  await claim(`${mode}: a query`, async () => {
    const { data } = await once({ query: question, variables: { session: 'HRC/56' } });
    assert.equal(data.session.opensOn, '2024-06-18');
  });
  await claim(`${mode}: a mutation`, async () => {
    const { data } = await once({ query: `mutation { reviewDeliverable(input: { id: "${deliverable}", review: ACCEPTED }) { deliverable { id } } }` });
    assert.equal(data.reviewDeliverable.deliverable.id, deliverable);
  });
  await claim(`${mode}: a subscription, completed by the client, another after it`, async () => {
    for (let i = 0; i < 2; i++) {
      const { data } = await changingUntil((async () => {
        for await (const event of client.iterate({ query: subscription })) return event;
      })());
      assert.equal(data.deliverableChanged.id, deliverable);
    }
  });
  await claim(`${mode}: several at once`, async () => {
    const all = [1, 2, 3].map(async () => {
      for await (const event of client.iterate({ query: subscription })) return event;
    });
    for (const { data } of await changingUntil(Promise.all(all))) assert.equal(data.deliverableChanged.id, deliverable);
  });
  await claim(`${mode}: an operation that is not valid`, async () => {
    if (singleConnection) await assert.rejects(once({ query: '{ nothing }' }));
    else assert.equal((await once({ query: '{ nothing }' })).errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  });
  client.dispose();
}
done();
