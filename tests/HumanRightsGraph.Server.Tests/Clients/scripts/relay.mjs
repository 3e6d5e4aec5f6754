import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from 'graphql-ws';
import relay from 'relay-runtime';
import WebSocket from 'ws';
import { assert, changingUntil, claim, deliverable, done, first, http, ws } from './check.mjs';

const { Environment, Network, Observable, RecordSource, Store, fetchQuery, requestSubscription } = relay;
const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hrgraph-relay-'));
const require = createRequire(join(here, 'x'));

try {
  await claim('relay-compiler compiles connections, refetches by node and subscriptions against the schema', async () => {
    cpSync(join(here, 'relay'), join(folder, 'src'), { recursive: true });
    symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'schema.graphql'), await (await fetch(`${http}/schema.graphql`)).text());
    mkdirSync(join(folder, 'artifacts'));
    writeFileSync(join(folder, 'relay.config.json'), JSON.stringify({
      src: './src', schema: './schema.graphql', language: 'javascript', eagerEsModules: false, artifactDirectory: './artifacts', customScalarTypes: { Date: 'string' },
    }));
    const compiled = spawnSync(process.execPath, [require.resolve('relay-compiler/cli.js'), 'relay.config.json'], { cwd: folder, encoding: 'utf8' });
    assert.equal(compiled.status, 0, compiled.stdout + compiled.stderr);
  });

  const artifact = name => {
    const module = { exports: {} };
    new Function('module', 'require', readFileSync(join(folder, 'artifacts', `${name}.graphql.js`), 'utf8'))(module, createRequire(join(folder, 'artifacts', 'x')));
    return module.exports;
  };
  const socket = createClient({ url: ws, webSocketImpl: WebSocket });
  const environment = new Environment({
    store: new Store(new RecordSource()),
    network: Network.create(
      async ({ text }, variables) => (await fetch(http, { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' }, body: JSON.stringify({ query: text, variables }) })).json(),
      ({ text }, variables) => Observable.create(sink => socket.subscribe({ query: text, variables }, sink)),
    ),
  });

  await claim('a compiled query through the runtime', async () => {
    const data = await fetchQuery(environment, artifact('PageQuery'), { session: 'HRC/56' }).toPromise();
    assert.equal(data.session.id, 'HRC/56');
  });
  await claim('a compiled subscription through the runtime', async () => {
    const data = await changingUntil(first((resolve, reject) => requestSubscription(environment, { subscription: artifact('PageSubscription'), variables: {}, onNext: resolve, onError: reject })));
    assert.equal(data.deliverableChanged.id, deliverable);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
done();
