// Makes fixtures of stored data: a data folder, a dump of a database, and what the programs that wrote them answered.
// usage: node make.mjs <folder of Evaluation.Embedded.dll> <folder of Evaluation.Cluster.dll> <target folder>
// PostgreSQL's programs are on the PATH; PGHOST, PGPORT and PGUSER name a server on which a database may be created.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cluster, Embedded, administratorKey } from './make/program.mjs';
import { passwords, recordContinued, recordStored } from './make/record.mjs';
import { fill, scheduleToMiss } from './make/rounds.mjs';
import { Site } from './make/site.mjs';

const [embedded, cluster, target] = process.argv.slice(2);
if (!target) {
    console.error('usage: node make.mjs <folder of Evaluation.Embedded.dll> <folder of Evaluation.Cluster.dll> <target folder>');
    process.exit(2);
}

for (const program of [new Embedded(embedded), new Cluster(cluster)]) {
    const site = new Site(await program.start(), { admin: `Bearer ${administratorKey}` });
    await fill(site);
    const { passed } = await scheduleToMiss(site);
    await program.stop();
    await passed;

    // The answers come from what is stored, not from memory.
    site.address = await program.start();
    await site.until('admin', '/api/rounds/missed', round => round.opensAt === null);
    const stored = await recordStored(site);
    await program.stop();
    program.keep(target);

    site.address = await program.start();
    const continuedFrom = new Date().toISOString();
    const continued = await recordContinued(site);
    const continuedUntil = new Date().toISOString();
    await program.stop();
    program.remove();

    mkdirSync(join(target, 'expected'), { recursive: true });
    const answers = { callers: site.callers, passwords: passwords(site), stored, continuedFrom, continuedUntil, continued };
    writeFileSync(join(target, 'expected', `${program.name}.json`), `${JSON.stringify(answers, null, 2)}\n`);
    console.log(`${program.name}: ${stored.length} answers about what is stored, ${continued.length} while rounds go on`);
}
