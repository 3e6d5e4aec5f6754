import { auditServer } from 'graphql-http';
const url = new URL('/graphql', process.argv[2]).href;
for (const { id, name, status, reason } of await auditServer({ url })) console.log(JSON.stringify({ id, name, status, reason }));
