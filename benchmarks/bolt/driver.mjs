// The official JavaScript driver's side of the comparison: reads "case clients milliseconds" a line, answers with one JSON line.
import neo4j from 'neo4j-driver'
import { createInterface } from 'node:readline'

const driver = neo4j.driver(process.argv[2], undefined, { maxConnectionPoolSize: 100, disableLosslessIntegers: true })
const rows = 'UNWIND range(1, 1000) AS i RETURN i, toString(i) AS s, i / 2.0 AS f'

const cases = {
  'auto-commit': async () => {
    const session = driver.session({ defaultAccessMode: neo4j.session.READ })
    await session.run('RETURN 1 AS n')
    await session.close()
  },
  managed: async () => {
    const session = driver.session()
    await session.executeRead(tx => tx.run('RETURN 1 AS n'))
    await session.close()
  },
  query: () => driver.executeQuery('RETURN 1 AS n', {}, { routing: neo4j.routing.READ }),
  rows: () => driver.executeQuery(rows, {}, { routing: neo4j.routing.READ }),
}

for await (const line of createInterface({ input: process.stdin })) {
  const [name, clients, milliseconds] = line.split(' ')
  const call = cases[name]
  const times = []
  const cpu = process.cpuUsage()
  const start = performance.now()
  const end = start + Number(milliseconds)
  await Promise.all(Array.from({ length: Number(clients) }, async () => {
    while (performance.now() < end) {
      const before = performance.now()
      await call()
      times.push(performance.now() - before)
    }
  }))
  const seconds = (performance.now() - start) / 1000
  const used = process.cpuUsage(cpu)
  times.sort((a, b) => a - b)
  console.log(JSON.stringify({ p50: times[times.length >> 1] * 1000, rate: times.length / seconds, cpu: (used.user + used.system) / times.length }))
}
await driver.close()
