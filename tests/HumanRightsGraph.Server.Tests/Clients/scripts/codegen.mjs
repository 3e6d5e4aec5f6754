import { writeFileSync } from 'node:fs';
import { generate } from '@graphql-codegen/cli';
import { assert, claim, done, http, question, subscription } from './check.mjs';

let files;
await claim('graphql-codegen reads the schema from the server and types the operations', async () => {
  files = await generate({
    silent: true,
    errorsOnly: true,
    schema: http,
    documents: [question, subscription],
    generates: { 'types.ts': { plugins: ['typescript', 'typescript-operations'] } },
  }, false);
});
await claim('the types say what is asked for', async () => {
  const text = files[0].content;
  if (process.argv[3]) writeFileSync(process.argv[3], text);
  assert.match(text, /export type ReceivesQuery =/);
  assert.match(text, /export type ChangedSubscription =/);
  assert.match(text, /deliverablesDue/);
});
done();
