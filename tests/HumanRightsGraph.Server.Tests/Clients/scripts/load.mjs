// Many subscribers, one event: node load.mjs SERVER ws|sse COUNT PID. Prints what came of it as JSON.
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { change, http } from './check.mjs';

const [, , , kind, countText, pid] = process.argv;
const count = Number(countText);
const { hostname, port } = new URL(http);
const query = 'subscription { deliverableChanged { id review } }';

const memory = () => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
  } catch {
    return null;
  }
};

let told = 0;
let startedAt = 0;
let allTold;
const delays = [];
function tell() {
  delays.push(performance.now() - startedAt);
  if (++told === count) allTold();
}

// Frames of a client are masked (RFC 6455 §5.3); a mask of zeros is one.
const frame = text => {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? Buffer.from([0x81, 0x80 | payload.length]) : Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
};
const openings = {
  ws: `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
  sse: `GET /graphql?query=${encodeURIComponent(query)} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAccept: text/event-stream\r\n\r\n`,
};
const messages = [frame('{"type":"connection_init"}'), frame(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } })), frame('{"type":"ping"}')];

const open = () => new Promise((resolve, reject) => {
  let ready = false;
  const socket = net.connect({ host: hostname, port: Number(port) }, () => socket.write(openings[kind]));
  socket.on('error', reject);
  socket.on('close', () => reject(new Error('closed')));
  socket.on('data', data => {
    const text = data.toString('latin1');
    if (kind === 'ws' && text.includes(' 101 ')) messages.forEach(m => socket.write(m));
    if (!ready && (kind === 'ws' ? text.includes('"pong"') : text.includes(':\n\n'))) {
      ready = true;
      resolve(socket);
    }
    if (text.includes('deliverableChanged')) tell();
  });
});

const before = memory();
const sockets = [];
const opening = performance.now();
while (sockets.length < count) sockets.push(...(await Promise.all(Array.from({ length: Math.min(100, count - sockets.length) }, open))));
const openedIn = performance.now() - opening;
const open_ = memory();

const rounds = [];
for (let round = 0; round < 3; round++) {
  told = 0;
  delays.length = 0;
  const all = new Promise(resolve => (allTold = resolve));
  startedAt = performance.now();
  await change();
  const late = setTimeout(() => allTold(), 30_000);
  await all;
  clearTimeout(late);
  delays.sort((a, b) => a - b);
  rounds.push({ told, p50: delays[Math.floor(told / 2)], p99: delays[Math.floor(told * 0.99)], last: delays.at(-1) });
}
console.log(JSON.stringify({ kind, count, openedIn, kibPerConnection: before && open_ ? (open_ - before) / count : null, kibAfterEvents: before ? (memory() - before) / count : null, rounds }));
process.exit(0);
