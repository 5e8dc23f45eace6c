// Calls of the HTTP API and of the sign-in pages of a running program.

const busy = 503;
const rest = 300;

export const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

/** A running program. Callers have names; `callers` holds the Authorization header of each. */
export class Site {
    constructor(address, callers) {
        this.address = address;
        this.callers = callers;
    }

    /** Sends a call; one that is refused as busy is sent again. `attempts` says how often it was sent. */
    async send(as, method, path, { json, form } = {}) {
        for (let attempts = 1; ; attempts++) {
            const headers = this.callers[as] ? { authorization: this.callers[as] } : {};
            const response = await fetch(this.address + path, { method, headers, body: form ? formOf(form) : json === undefined ? undefined : JSON.stringify(json) });
            const bytes = Buffer.from(await response.arrayBuffer());
            if (response.status !== busy)
                return { status: response.status, type: response.headers.get('content-type'), bytes, attempts };
            await sleep(rest);
        }
    }

    /** Sends a call that must succeed and returns its JSON; null where an attempt that was refused as busy had succeeded. */
    async call(as, method, path, body = {}) {
        const { status, bytes, attempts } = await this.send(as, method, path, body);
        if (attempts > 1 && status === 409 && JSON.parse(bytes).code.endsWith('-exists'))
            return null;
        if (status >= 300)
            throw new Error(`${method} ${path} by ${as}: ${status} ${bytes}`);
        return bytes.length > 0 ? JSON.parse(bytes) : null;
    }

    post(as, path, json) {
        return this.call(as, 'POST', path, { json });
    }

    put(as, path, json) {
        return this.call(as, 'PUT', path, { json });
    }

    /** Adds an account with these roles; it becomes a caller. */
    async hire(name, ...roles) {
        const account = await this.post('admin', '/api/staff', { name, roles }) ?? await this.post('admin', `/api/staff/${name}/key`);
        this.callers[name] = `Bearer ${account.key}`;
    }

    /** Issues credentials. Each becomes a caller named `<round>-<prefix><number>`; returns the names. */
    async issue(round, group, count, { units, prefix = group } = {}) {
        const { status, bytes } = await this.send('admin', 'POST', `/api/rounds/${round}/credentials`, { json: { group, count, units } });
        if (status !== 200)
            throw new Error(`credentials of ${round}: ${status} ${bytes}`);
        return bytes.toString().split('\r\n').slice(1, -1).map((line, index) => {
            const name = `${round}-${prefix}${index + 1}`;
            this.callers[name] = `Ballot ${line.split(',')[0]}`;
            return name;
        });
    }

    /** Asks for credentials and breaks the call off while they arrive, so that the batch becomes void. */
    async breakOff(round, group, count) {
        const stop = new AbortController();
        const response = await fetch(`${this.address}/api/rounds/${round}/credentials`, {
            method: 'POST', headers: { authorization: this.callers.admin }, body: JSON.stringify({ group, count }), signal: stop.signal,
        });
        await response.body.getReader().read();
        stop.abort();
    }

    /** Casts a ballot; slips as `{ u1: [0, 1] }`, comments as `{ u1: 'text' }`. */
    vote(voter, round, slips, comments = {}) {
        return this.put(voter, `/api/rounds/${round}/ballot`, ballot(slips, comments));
    }

    async move(round, ...states) {
        for (const to of states)
            await this.post('admin', `/api/rounds/${round}/transitions`, typeof to === 'string' ? { to } : to);
    }

    /** Waits until the answer of a GET satisfies the condition. */
    async until(as, path, condition) {
        while (!condition(await this.call(as, 'GET', path)))
            await sleep(rest);
    }

    /** A browser's session of staff; null when the secret is refused. */
    async signIn(name, secret) {
        const session = new Session(this.address);
        return await session.submit('/sign-in', '/sign-in', { name, secret }) === 302 ? session : null;
    }
}

export function ballot(slips, comments = {}) {
    return { slips: Object.entries(slips).map(([unit, marks]) => ({ unit, marks, comment: comments[unit] })) };
}

/** A browser without scripts: keeps cookies and sends the forms of pages. */
class Session {
    cookies = new Map();

    constructor(address) {
        this.address = address;
    }

    /** Opens a page, fills in its form that goes to `action` and sends it; returns the status. The answer's text is in `text`. */
    async submit(page, action, fields) {
        await this.load('GET', page);
        const [, token] = this.text.match(/name="form-token" value="([^"]+)"/);
        return this.load('POST', action, new URLSearchParams({ 'form-token': token, ...fields }));
    }

    async load(method, path, body) {
        const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(this.address + path, { method, body, headers: { cookie }, redirect: 'manual' });
        for (const line of response.headers.getSetCookie()) {
            const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
            this.cookies.set(name, value);
        }
        this.text = await response.text();
        return response.status;
    }
}

function formOf({ file, base64, fileName, fields }) {
    const form = new FormData();
    form.append('file', new Blob([base64 ? Buffer.from(base64, 'base64') : file]), fileName);
    for (const [name, value] of Object.entries(fields))
        form.append(name, value);
    return form;
}
