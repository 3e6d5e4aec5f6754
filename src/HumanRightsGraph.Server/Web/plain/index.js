const sessionSelect = document.getElementById('session');
const answer = document.getElementById('answer');
const overview = document.getElementById('overview');

const sessionsDue = `query SessionsDue {
  sessions(first: 500, where: { deliverablesDue: { any: true } }, order: [{ opensOn: DESC }]) { nodes { id opensOn plannedOpensOn } }
  deliverables { totalCount groups(by: [STATUS]) { key count } }
  documents(where: { deliverables: { any: true } }) { totalCount }
}`;
const receives = `query Receives($session: ID!) {
  session(id: $session) {
    opensOn closesOn
    deliverablesDue(first: 100) {
      totalCount
      nodes {
        id kind title status
        assignees { nodes { name } }
        mandatedBy { symbol title }
        fulfilledBy { nodes { symbol } }
      }
    }
  }
}`;

async function ask(query, variables) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors.map((e) => e.message).join('; '));
  return data;
}

const element = (name, content, attributes = {}) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...[content ?? ''].flat());
  return made;
};
const words = (name) => name.toLowerCase().replaceAll('_', ' ');
const meanings = {
  unknown: 'The session is over, and its documents are not known here: nobody is said to be late.',
  overdue: 'The session is over, its documents are known, and none of them answers.',
  unscheduled: 'No session and no date is named.',
};
const status = (name) => element('span', words(name), { className: `status ${name.toLowerCase()}`, title: meanings[name.toLowerCase()] ?? '' });

function counts(deliverables, documents) {
  const groups = deliverables.groups.flatMap((g) => [' ', element('span', `${g.count} ${words(g.key[0])}`, { className: `status ${g.key[0].toLowerCase()}`, title: meanings[g.key[0].toLowerCase()] ?? '' })]);
  return [`${deliverables.totalCount} deliverables, asked for by ${documents.totalCount} documents:`, ...groups];
}

function sessionOption({ id, opensOn, plannedOpensOn }) {
  const day = opensOn ?? plannedOpensOn;
  return element('option', day ? `${id} · ${day.slice(0, 7)}` : id, { value: id });
}

function table(session, id) {
  const due = session.deliverablesDue;
  const dates = session.opensOn ? `, ${session.opensOn} to ${session.closesOn ?? '…'}` : '';
  const caption = element('p', `${id}${dates}: ${due.totalCount} due${due.totalCount > due.nodes.length ? `, the first ${due.nodes.length} shown` : ''}.`);
  const rows = due.nodes.map((d) => element('tr', [
    element('td', [d.title ?? words(d.kind), element('small', d.id)]),
    element('td', d.assignees.nodes.map((a) => a.name).join(', ')),
    element('td', [d.mandatedBy.symbol, element('small', d.mandatedBy.title)]),
    element('td', status(d.status)),
    element('td', d.fulfilledBy.nodes.map((f) => f.symbol).join(', ') || '–'),
  ]));
  const head = element('tr', ['What', 'Who', 'Asked for by', 'Status', 'Answered by'].map((h) => element('th', h, { scope: 'col' })));
  return [caption, element('table', [element('thead', head), element('tbody', rows)])];
}

async function show() {
  const id = sessionSelect.value;
  answer.replaceChildren(element('p', 'Asking …'));
  try {
    const { session } = await ask(receives, { session: id });
    answer.replaceChildren(...(session ? table(session, id) : [element('p', `No session ${id} is known.`)]));
  } catch (error) {
    answer.replaceChildren(element('p', `No answer: ${error.message}`), element('button', 'Try again', { onclick: show }));
  }
}

try {
  const { sessions, deliverables, documents } = await ask(sessionsDue);
  if (deliverables.totalCount > 0) {
    overview.replaceChildren(...counts(deliverables, documents));
    overview.hidden = false;
  }
  if (sessions.nodes.length > 0) {
    sessionSelect.replaceChildren(...sessions.nodes.map(sessionOption));
    sessionSelect.value = sessions.nodes.some((s) => s.id === 'HRC/56') ? 'HRC/56' : sessions.nodes[0].id;
  }
} catch { /* show() says what is wrong */ }
sessionSelect.addEventListener('change', show);
await show();
