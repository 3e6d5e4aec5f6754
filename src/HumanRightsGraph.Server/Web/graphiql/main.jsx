import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';

const workers = { json: 'json', graphql: 'graphql' };
globalThis.MonacoEnvironment = {
  getWorker: (_, label) => new Worker(new URL(`./${workers[label] ?? 'editor'}.worker.js`, import.meta.url), { type: 'module' }),
};

const question = `# HumanRightsGraph: which session receives which report?
# Run it (Ctrl-Enter); the documentation is behind the book on the left.
query Receives($session: ID!) {
  session(id: $session) {
    opensOn
    closesOn
    deliverablesDue(first: 50, where: { kind: { in: [REPORT, SUMMARY] } }) {
      totalCount
      nodes {
        id
        title
        status
        assignees { nodes { name } }
        mandatedBy { symbol title }
        fulfilledBy { nodes { symbol } }
      }
    }
  }
}
`;

const url = new URL('/graphql', location.href).href;
const fetcher = createGraphiQLFetcher({ url, wsClient: createClient({ url: url.replace(/^http/, 'ws'), lazy: true }) });

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={fetcher}
    defaultEditorToolsVisibility="variables"
    initialQuery={new URLSearchParams(location.search).get('query') ?? undefined}
    initialVariables={new URLSearchParams(location.search).get('variables') ?? '{ "session": "HRC/56" }'}
    defaultQuery={question}
  />,
);
