// Starts and stops the programs whose stored data becomes a fixture, and keeps their data.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The key that the tests use for every server. */
export const administratorKey = 'the-administrator-of-the-tests';

const listens = 'Evaluation listens on ';
const startMilliseconds = 120_000;

/** The single process with its data folder. */
export class Embedded {
    name = 'embedded';

    constructor(program) {
        this.dll = join(program, 'Evaluation.Embedded.dll');
        this.folder = mkdtempSync(join(tmpdir(), 'evaluation-fixture-'));
    }

    async start() {
        this.process = await start([this.dll], { EVALUATION_DATA: this.folder });
        return this.process.address;
    }

    stop() {
        return stop(this.process);
    }

    /** Copies the data folder. The program is stopped, so the journal is one file without a write-ahead log. */
    keep(target) {
        rmSync(join(target, this.name), { recursive: true, force: true });
        cpSync(this.folder, join(target, this.name), { recursive: true });
    }

    remove() {
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/** One process that is silo and gateway, with a database of its own on the server that PGHOST, PGPORT and PGUSER name. */
export class Cluster {
    name = 'postgres';
    database = 'evaluation_fixture';

    constructor(program) {
        this.dll = join(program, 'Evaluation.Cluster.dll');
        this.remove();
        execFileSync('createdb', ['--encoding=UTF8', '--locale=C', '--template=template0', this.database]);
    }

    async start() {
        const { PGHOST, PGPORT = '5432', PGUSER, PGPASSWORD } = process.env;
        const password = PGPASSWORD ? `;Password=${PGPASSWORD}` : '';
        this.process = await start([this.dll, '--role', 'silo,gateway'], {
            ConnectionStrings__Evaluation: `Host=${PGHOST};Port=${PGPORT};Username=${PGUSER};Database=${this.database}${password}`,
            EVALUATION_SILO_PORT: String(await freePort()),
            EVALUATION_CLIENT_PORT: String(await freePort()),
            POD_NAME: 'silo-1',
        });
        return this.process.address;
    }

    stop() {
        return stop(this.process);
    }

    /** Dumps the database as SQL. The names of this machine and of its PostgreSQL are taken out. */
    keep(target) {
        execFileSync('psql', ['--quiet', '--command', "update silos set host = 'silo-1'", this.database]);
        const dump = execFileSync('pg_dump', ['--inserts', '--rows-per-insert=100', '--no-owner', '--no-privileges', this.database], { encoding: 'utf8', maxBuffer: 1 << 30 });
        // Lines that a psql of another version does not know, and those that name this server's version.
        const lines = dump.split('\n').filter(line => !/^\\(un)?restrict |^-- Dumped /.test(line));
        mkdirSync(join(target, this.name), { recursive: true });
        writeFileSync(join(target, this.name, 'database.sql.gz'), gzipSync(lines.join('\n'), { level: 9 }));
    }

    remove() {
        execFileSync('dropdb', ['--if-exists', this.database], { stdio: 'ignore' });
    }
}

async function start(command, settings) {
    const child = spawn('dotnet', command, {
        env: {
            ...process.env,
            ASPNETCORE_URLS: `http://127.0.0.1:${await freePort()}`,
            EVALUATION_ADMIN_KEY: administratorKey,
            EVALUATION_SAMPLE: 'false',
            ...settings,
        },
    });
    process.on('exit', () => child.kill());
    let output = '';
    const address = await new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`The program did not start: ${output}`)), startMilliseconds);
        const read = text => {
            output += text;
            const line = output.split('\n').slice(0, -1).find(one => one.startsWith(listens));
            if (line) {
                clearTimeout(timer);
                resolve(line.slice(listens.length).trim());
            }
        };
        child.stdout.on('data', read);
        child.stderr.on('data', read);
        child.on('exit', code => reject(new Error(`The program ended with ${code}: ${output}`)));
    });
    return { child, address, output: () => output };
}

/** SIGTERM: the program finishes its work and leaves snapshots. */
async function stop({ child, output }) {
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGTERM');
    const code = await ended;
    if (code !== 0)
        throw new Error(`The program ended with ${code}: ${output()}`);
}

function freePort() {
    return new Promise(resolve => {
        const server = createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}
