// Records what a program answers: first about what is stored, then while its rounds go on.
import { adminPassword, closesLate, definition, opensLate, picture, slips } from './rounds.mjs';
import { ballot, sleep } from './site.mjs';

const rounds = ['archived', 'assessing', 'cancelled', 'draft', 'final', 'missed', 'open', 'paused', 'provisional', 'published', 'sealed'];

/** Rounds whose definition is asked for by somebody who has not signed in. */
const askedByAnybody = ['draft', 'missed', 'open'];

/** Rounds whose long answers are recorded too; those of the others would only make the file longer. */
const inFull = ['open', 'published'];
const atLength = [
    ['admin', '/results/u1/derivation'], ['admin', '/results/u2/derivation?format=text&lang=zh'], ['admin', '/results/u2/derivation?format=text&lang=en'],
    ['admin', '/export?format=json&what=results'], ['admin', '/export?format=json&what=tally'], ['admin', '/export?format=csv&what=slips'],
    ['auditor', '/export?format=json&what=audit'],
];

/** Answers that boxes report a moment later: the tests ask for them until they are as recorded. */
const settling = /\/(turnout|scores)$/;
const settledAfter = 3000;

/** Questions that change nothing. */
export async function recordStored(site) {
    const steps = [];
    const ask = async (as, path) => steps.push(await record(site, { as, path }));
    for (const path of ['/api/rounds', '/api/staff', '/api/staff/audit']) {
        await ask('nobody', path);
        await ask('admin', path);
    }
    for (const round of rounds)
        for (const [as, path] of questions(round))
            await ask(as, `/api/rounds/${round}${path}`);
    for (const unit of ['u1', 'u4'])
        await ask('nobody', `/api/units/${unit}/history`);
    for (const version of [1, 2]) {
        await ask('nobody', `/api/rounds/published/results?version=${version}`);
        await ask('nobody', `/api/rounds/published/export?format=csv&what=results&version=${version}`);
    }
    await ask('nobody', '/api/rounds/published/results/comparison');
    await ask('nobody', '/api/rounds/published/objections/o-2');
    await ask('reviewer', `/api/rounds/published/units/u1/comments/${site.comment}`);
    for (const round of ['assessing', 'published'])
        for (const item of ['ev-1', 'ev-2'])
            await ask('unit', `/api/rounds/${round}/units/u2/evidence/${item}/file`);
    for (const voter of Object.keys(site.callers).filter(name => /-(npc1|users2|peers2|limited[12]|late1|early1)$/.test(name)))
        await ask(voter, `/api/rounds/${voter.split('-')[0]}/ballot`);
    return steps;
}

function questions(round) {
    return [
        ...(askedByAnybody.includes(round) ? [['nobody', '']] : []), ['admin', ''], ['nobody', '/paper'],
        ['nobody', '/turnout'], ['admin', '/turnout'], ['nobody', '/scores'], ['nobody', '/criteria/duty/scores'],
        ['auditor', '/audit'], ['nobody', '/results'], ['admin', '/results'],
        ['admin', '/export?format=json&what=slips'], ['reviewer', '/export?format=json&what=slips'], ['admin', '/export?format=csv&what=comments'],
        ['reviewer', '/comments'], ['nobody', '/objections'], ['admin', '/objections'], ['unit', '/objections'], ['auditor', '/units/u2/evidence'],
        ...(inFull.includes(round) ? atLength : []),
    ];
}

/** Acts that carry the stored rounds on, and what is then answered. */
export async function recordContinued(site) {
    const steps = [];
    const ask = async (as, path) => steps.push(await record(site, { as, path }));
    const act = async (as, method, path, body) => steps.push(await record(site, { as, method, path, ...body }));
    const cast = (voter, ...vote) => act(voter, 'PUT', `/api/rounds/${voter.split('-')[0]}/ballot`, { json: ballot(...vote) });
    const move = (round, to) => act('admin', 'POST', `/api/rounds/${round}/transitions`, { json: { to } });

    await cast('open-late1', slips(5, 0, ['u1', 'u2', 'u3']), { u1: '办事很快，态度好' });
    await cast('open-npc1', slips(6, 2, ['u2']));
    await cast('open-limited2', slips(7, 0, ['u4']));
    await cast('open-limited1', slips(7, 0, ['u2']));
    for (const voter of ['open-late1', 'open-npc1', 'open-limited1'])
        await ask(voter, '/api/rounds/open/ballot');
    for (const path of ['/turnout', '/scores'])
        await ask('admin', `/api/rounds/open${path}`);
    await move('open', 'sealed');

    await cast('paused-users1', slips(8, 0, ['u1']));
    await move('paused', 'voting');
    await cast('paused-users1', slips(8, 0, ['u1']));
    await move('paused', 'sealed');

    for (const round of ['open', 'paused', 'sealed']) {
        await ask('admin', `/api/rounds/${round}/export?format=json&what=${round === 'paused' ? 'tally' : 'slips'}`);
        await ask('admin', `/api/rounds/${round}/export?format=json&what=comments`);
        await move(round, 'provisional');
        await ask('admin', `/api/rounds/${round}/results`);
        await ask('auditor', `/api/rounds/${round}/audit`);
    }
    await ask('admin', '/api/rounds/paused/results/u1/derivation');
    await move('provisional', 'published');
    await move('provisional', 'final');

    await act('unit', 'POST', '/api/rounds/published/objections', { json: { unit: 'u2', about: '/bonus', text: 'too late' } });
    await act('reviewer', 'POST', '/api/rounds/published/objections/o-3/approve', { json: { proposal: 2 } });
    await act('second', 'POST', '/api/rounds/published/objections/o-3/approve', { json: { proposal: 2 } });
    await act('second', 'POST', '/api/rounds/published/objections/o-4/resolve', { json: { decision: 'rejected', answer: 'it stands', corrections: [] } });
    await move('published', 'final');
    await act('admin', 'POST', '/api/rounds/published/objections/o-4/approve', {});
    await move('published', 'final');
    await ask('nobody', '/api/rounds/published/results');
    await ask('nobody', '/api/rounds/published/results/comparison?from=1&to=3');
    await ask('admin', '/api/rounds/published/objections');
    await act('reviewer', 'PUT', `/api/rounds/published/units/u1/comments/${site.comment}/answer`, { json: { text: 'a third answer', revision: 2 } });

    const form = { ...picture, fields: { ...picture.fields, title: 'the same door' } };
    await act('unit', 'POST', '/api/rounds/assessing/units/u2/evidence', { form });
    await act('unit', 'POST', '/api/rounds/assessing/units/u2/evidence', { form: { ...form, base64: undefined, file: '%PDF-1.4\n% another report\n%%EOF\n', fileName: 'more.pdf' } });
    await act('admin', 'PUT', '/api/rounds/draft', { json: definition('draft') });
    await move('draft', 'voting');
    await act('admin', 'POST', '/api/rounds/missed/schedule', { json: { opensAt: opensLate, closesAt: closesLate } });
    await move('archived', 'voting');
    await act('admin', 'PUT', '/api/staff/auditor/roles', { json: { roles: [{ role: 'auditor' }, { role: 'operator' }] } });
    await ask('admin', '/api/staff');
    await ask('admin', '/api/rounds');
    return steps;
}

/** The passwords with which the tests sign in. One that somebody else set is for the first sign-in only. */
export const passwords = site => ({ admin: adminPassword, reviewer: site.firstPassword });

async function record(site, { as, method = 'GET', path, json, form }) {
    const settles = method === 'GET' && settling.test(path);
    const send = () => site.send(as, method, path, { json, form });
    const { status, type, bytes } = settles ? await settled(send) : await send();
    const step = { as, method, path, json, form, settles: settles || undefined, status };
    // Of a refusal the status and the code are part of the contract; its sentence may improve.
    if (status >= 400)
        return { ...step, code: bytes.length > 0 ? JSON.parse(bytes).code : undefined };
    const text = bytes.toString();
    return { ...step, type, ...(Buffer.from(text).equals(bytes) ? { body: text } : { base64: bytes.toString('base64') }) };
}

/** The answer that stays the same for a while. */
async function settled(send) {
    const content = answer => answer.bytes.toString().replace(/"version":\d{13}/, '');
    let last = await send();
    for (let since = Date.now(); Date.now() - since < settledAfter;) {
        await sleep(300);
        const next = await send();
        if (content(next) !== content(last))
            since = Date.now();
        last = next;
        if (last.status >= 400)
            break;
    }
    return last;
}
