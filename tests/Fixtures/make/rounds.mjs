// Fills an empty program with rounds in every state, and with what else is stored.
import { administratorKey } from './program.mjs';
import { sleep } from './site.mjs';

/** Instants far away: what is scheduled for then stays scheduled as long as anybody runs the tests. */
export const opensLate = '2090-01-01T09:00:00+08:00';
export const closesLate = '2090-12-31T18:00:00+08:00';
const opensEarly = '2020-11-01T09:00:00+08:00';

export const adminPassword = 'a long and simple sentence';

/** A pixel. */
export const picture = {
    base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    fileName: 'door.png',
    fields: { title: '门口/the door', kind: 'picture', criterion: 'visit', date: '2020-03-02' },
};

const report = {
    file: '%PDF-1.4\n% a report on the work of the year\n%%EOF\n',
    fileName: 'report.pdf',
    fields: { title: '工作总结', kind: 'document', criterion: 'visit', date: '2020-03-01' },
};

/** A definition with votes on two criteria; `change` edits it. */
export function definition(id, change = () => {}) {
    const rules = {
        id, title: { zh: `${id} 测评`, en: `The round ${id}` }, basis: { title: '社会评价办法', number: '〔2020〕1号', issuer: '区委办公室' },
        period: { from: '2020-01-01', to: '2020-12-31' }, timeZone: 'Asia/Shanghai', visibility: 'sealed', ballotBoxes: 2, allowRevote: true,
        options: [
            { code: 'A', label: { zh: '满意', en: 'Satisfied' }, value: 100, box: 'top' }, { code: 'B', label: '基本满意', value: 70, box: 'positive' },
            { code: 'C', label: '不满意', value: 0, box: 'negative' }, { code: 'D', label: '不了解' },
        ],
        criteria: [{ code: 'duty', label: { zh: '履职', en: 'Duty' }, source: 'vote', points: 60 }, { code: 'openness', label: '公开', source: 'vote', points: 40 }],
        groups: [{ code: 'npc', label: { zh: '人大代表', en: 'Deputies' }, roll: 50 }, { code: 'users', label: '服务对象', roll: 5000 }, { code: 'peers', label: '同行', roll: 10 }],
        classes: [
            { code: 'town', label: '乡镇', weights: { npc: 30, users: 60, peers: 10 } },
            { code: 'school', label: '学校', weights: { npc: 1, users: 1, peers: 1 } },
        ],
        units: [
            { code: 'u1', label: { zh: '第一单位', en: 'The first unit' }, class: 'town', report: '## 履职\n\n开放 248 天。' }, { code: 'u2', label: '第二单位', class: 'town' },
            { code: 'u3', label: '第三单位', class: 'town' }, { code: 'u4', label: '第四单位', class: 'school' },
        ],
        policies: { groupMin: 2, commentMin: 2, awarenessMin: 0.5, objectionDays: 0, missingGroup: 'renormalise', decimals: 2 },
        components: { vote: 100 },
        grades: [{ code: 'excellent', label: { zh: '优秀', en: 'Excellent' }, min: 80, quota: 0.5 }, { code: 'good', min: 60 }, { code: 'poor', min: 0 }],
        vetoes: [{ code: 'bulletin', when: { fact: 'named' }, effect: 'ineligible' }, { code: 'spot-checks', when: { failedSpotChecks: 2 }, effect: 'ineligible' }],
    };
    change(rules);
    return rules;
}

/** Adds criteria that inspectors assess. */
function assessed(rules) {
    rules.criteria.push({ code: 'visit', label: { zh: '验收', en: 'Visit' }, source: 'assessed', points: 60 }, { code: 'files', label: '台账', source: 'assessed', points: 40 });
    rules.components = { vote: 60, inspection: 30, self: 10, bonusCap: 5 };
    rules.panel = { trim: 'item', normalise: false };
}

/** Everything that a fixture holds. Leaves out what only a restart brings about; see `scheduleToMiss`. */
export async function fill(site) {
    await hireStaff(site);
    await plan(site);
    await finish(site, 'archived', rules => { rules.period = { from: '2019-01-01', to: '2019-12-31' }; rules.units[3].code = 'u0'; }, 'final', 'archived');
    await finish(site, 'final', assessed, 'final');
    await finish(site, 'provisional', () => {});
    await cancel(site);
    await assess(site);
    await open(site);
    await pause(site);
    await seal(site);
    await publish(site);
}

/** A round whose opening and close pass while the program is stopped; returns the wait until they have passed. */
export async function scheduleToMiss(site) {
    await site.post('admin', '/api/rounds', definition('missed'));
    const at = seconds => new Date(Date.now() + seconds * 1000).toISOString();
    await site.post('admin', '/api/rounds/missed/schedule', { opensAt: at(10), closesAt: at(11) });
    return { passed: sleep(11_000) };
}

async function hireStaff(site) {
    await site.hire('auditor', { role: 'auditor' });
    await site.hire('reviewer', { role: 'reviewer' });
    await site.hire('second', { role: 'reviewer' }, { role: 'inspector', round: 'published' });
    await site.hire('operator', { role: 'operator' });
    await site.hire('unit', { role: 'unit', round: 'published', unit: 'u2' }, { role: 'unit', round: 'assessing', unit: 'u2' });
    await site.hire('gone', { role: 'inspector' });
    await site.call('admin', 'DELETE', '/api/staff/gone');
    delete site.callers.gone;
    await site.put('admin', '/api/staff/operator/roles', { roles: [{ role: 'operator' }, { role: 'administrator', round: 'open' }] });
    site.callers.operator = `Bearer ${(await site.post('admin', '/api/staff/operator/key')).key}`;
    const session = await site.signIn('admin', administratorKey);
    if (await session.submit('/account', '/account', { current: administratorKey, new: adminPassword, again: adminPassword }) !== 302)
        throw new Error('The administrator has no password.');
    if (await site.signIn('admin', 'a wrong password'))
        throw new Error('A wrong password was accepted.');
    await session.submit('/manage/staff/reviewer', '/manage/staff/reviewer/password', {});
    [, site.firstPassword] = session.text.match(/<code class="secret"[^>]*>([^<]+)</);
}

/** A draft that was replaced, is scheduled and has credentials. */
async function plan(site) {
    await site.post('admin', '/api/rounds', definition('draft'));
    await site.put('admin', '/api/rounds/draft', definition('draft', rules => { rules.title.en = 'The round that is planned'; rules.units.pop(); rules.classes.pop(); }));
    await site.post('admin', '/api/rounds/draft/schedule', { opensAt: opensLate, closesAt: closesLate });
    await site.issue('draft', 'npc', 3);
    await site.issue('draft', 'peers', 2, { units: ['u1', 'u2'] });
}

/** A round that was voted on, up to its provisional result and then through these states. */
async function finish(site, id, change, ...states) {
    await site.post('admin', '/api/rounds', definition(id, change));
    if (change === assessed)
        await site.move(id, 'assessing');
    await site.move(id, 'voting');
    await voteAll(site, id, id === 'archived' ? ['u1', 'u2', 'u3', 'u0'] : undefined);
    await site.move(id, 'sealed', 'provisional', ...(states.length > 0 ? ['published', ...states] : []));
}

async function cancel(site) {
    await site.post('admin', '/api/rounds', definition('cancelled'));
    await site.move('cancelled', 'voting');
    await voteAll(site, 'cancelled');
    await site.move('cancelled', { to: 'cancelled', reason: '名单有误\nthe roll was wrong' });
}

async function assess(site) {
    await site.post('admin', '/api/rounds', definition('assessing', assessed));
    await site.move('assessing', 'assessing');
    for (const form of [report, picture, report])
        await site.call('unit', 'POST', '/api/rounds/assessing/units/u2/evidence', { form });
}

/** A round that is open until 2090, with re-votes, comments, limited credentials, a void batch and people who have not voted yet. */
async function open(site) {
    await site.post('admin', '/api/rounds', definition('open', rules => { rules.visibility = 'public'; rules.ballotBoxes = 3; }));
    await site.issue('open', 'npc', 2, { prefix: 'early' });
    await site.post('admin', '/api/rounds/open/schedule', { opensAt: opensEarly, closesAt: opensLate });
    await site.until('admin', '/api/rounds/open', round => round.state === 'voting');
    await site.post('admin', '/api/rounds/open/schedule', { closesAt: closesLate, reason: 'extended' });
    await site.send('admin', 'PUT', '/api/rounds/open', { json: definition('open') });
    await voteAll(site, 'open');
    const limited = await site.issue('open', 'users', 2, { units: ['u1', 'u4'], prefix: 'limited' });
    await site.vote(limited[0], 'open', { u1: [0, 2] });
    await site.issue('open', 'users', 2, { prefix: 'late' });
    await voidBatch(site);
}

/** A call that is broken off takes its credentials back. One that was sent whole before is tried again. */
async function voidBatch(site) {
    const isVoid = line => line.act === 'credentials-settled' && line.reason !== null;
    for (let lines = []; !lines.some(isVoid); lines = await site.call('auditor', 'GET', '/api/rounds/open/audit')) {
        await site.breakOff('open', 'users', 1500);
        await sleep(1000);
    }
}

/** One box with so many ballots that a clean stop leaves a snapshot of it. */
async function pause(site) {
    await site.post('admin', '/api/rounds', definition('paused', rules => { rules.ballotBoxes = 1; }));
    await site.move('paused', 'voting');
    const voters = [...await site.issue('paused', 'users', 80), ...await site.issue('paused', 'npc', 20)];
    for (let turn = 0; turn < 11; turn++)
        await Promise.all(voters.map((voter, index) => site.vote(voter, 'paused', slips(index, turn, [`u${1 + (index + turn) % 4}`]))));
    await site.move('paused', { to: 'paused', reason: 'a storm' }, 'voting', { to: 'paused', reason: 'another storm' });
    // The snapshot holds all but these events.
    for (const name of voters.slice(3))
        delete site.callers[name];
}

/** A round that its schedule has closed. */
async function seal(site) {
    await site.post('admin', '/api/rounds', definition('sealed'));
    await site.move('sealed', 'voting');
    await voteAll(site, 'sealed');
    await site.post('admin', '/api/rounds/sealed/schedule', { closesAt: new Date(Date.now() + 2000).toISOString(), reason: 'everybody has voted' });
    await site.until('admin', '/api/rounds/sealed', round => round.state === 'sealed');
}

/** A published round with evidence, comments and objections: one upheld, one rejected, one proposed, one assigned. */
async function publish(site) {
    await site.post('admin', '/api/rounds', definition('published', rules => { assessed(rules); rules.units[3].formerly = ['u0']; }));
    await site.move('published', 'assessing');
    for (const form of [report, picture])
        await site.call('unit', 'POST', '/api/rounds/published/units/u2/evidence', { form });
    await site.move('published', 'voting');
    await voteAll(site, 'published');
    await site.move('published', 'sealed', 'provisional');
    await workOnComments(site);
    // The window is over when the fixture is kept: no later answer depends on the day on which it is given.
    const windowEnds = Date.now() + 30_000;
    await site.move('published', { to: 'published', objectionsUntil: new Date(windowEnds).toISOString() });
    await object(site);
    await sleep(windowEnds - Date.now());
}

async function workOnComments(site) {
    const { comments } = await site.call('reviewer', 'GET', '/api/rounds/published/comments?unit=u1');
    const path = '/api/rounds/published/units/u1/comments';
    await site.post('reviewer', `${path}/tags`, { comments: comments.map(one => one.id), add: ['服务', 'praise'] });
    await site.post('reviewer', `${path}/tags`, { comments: [comments[0].id], remove: ['praise'] });
    await site.put('reviewer', `${path}/${comments[0].id}/answer`, { text: '谢谢' });
    await site.put('second', `${path}/${comments[0].id}/answer`, { text: '谢谢您的意见\nthank you', revision: 1 });
    site.comment = comments[0].id;
}

async function object(site) {
    const objections = '/api/rounds/published/objections';
    const sheet = (inspector, visit, files) => ({ change: 'sheet-entered', sheet: { inspector, points: { visit, files }, panel: 'a', note: 'seen', visitedOn: '2020-05-01' } });
    const bonus = (id, points) => ({ change: 'adjustment-entered', adjustment: { id, kind: 'bonus', points, rule: '§ 12', fact: '省级奖项 a prize of the province', document: 'no. 7' } });

    await site.post('unit', objections, { unit: 'u2', about: '/inspection', text: '验收表没有录入' });
    await site.post('reviewer', `${objections}/o-1/assign`, { to: 'reviewer' });
    await site.post('reviewer', `${objections}/o-1/resolve`, {
        decision: 'upheld', answer: '情况属实',
        corrections: [
            sheet('i1', 50, 30.5), sheet('i2', 55, 'na'), sheet('i3', 40, 36),
            { change: 'claim-decided', claim: { criterion: 'visit', claimed: 60, accepted: 48.5, reason: 'two pages are missing' } },
            { change: 'claim-decided', claim: { criterion: 'files', claimed: 40, accepted: 40 } },
            bonus('prize', 2), { change: 'spot-check-entered', spotCheck: { id: 'c1', failed: true, on: '2020-06-01', note: 'closed at noon' } },
            { change: 'fact-stated', fact: { fact: 'named', document: 'bulletin 3' } },
        ],
    });
    await site.post('second', `${objections}/o-1/approve`, { proposal: 1 });

    await site.post('admin', objections, { unit: 'u1', about: '/total', text: 'the total is too high', onBehalfOf: '一位居民', version: 1 });
    await site.post('second', `${objections}/o-2/resolve`, { decision: 'rejected', answer: 'the total follows from the votes', corrections: [] });
    await site.post('reviewer', `${objections}/o-2/approve`);

    await site.post('unit', objections, { unit: 'u2', about: '/bonus', text: 'a second prize is missing' });
    await site.post('reviewer', `${objections}/o-3/resolve`, { decision: 'upheld', answer: 'a first draft', corrections: [bonus('second-prize', 1)] });
    await site.post('reviewer', `${objections}/o-3/resolve`, {
        decision: 'upheld', answer: 'the second prize counts',
        corrections: [
            bonus('second-prize', 1.5), { change: 'adjustment-withdrawn', id: 'prize' }, { change: 'spot-check-withdrawn', id: 'c1' },
            { change: 'fact-withdrawn', fact: 'named' }, { change: 'sheet-withdrawn', inspector: 'i3' },
        ],
    });

    await site.post('reviewer', objections, { unit: 'u4', about: '/', text: 'all of it', onBehalfOf: '第四单位' });
    await site.post('admin', `${objections}/o-4/assign`, { to: 'second' });
}

/** People of all groups vote: some twice, some with comments, some on a part of the units; the last of each group does not. */
async function voteAll(site, round, units = ['u1', 'u2', 'u3', 'u4']) {
    let person = 0;
    for (const [group, count] of [['npc', 5], ['users', 9], ['peers', 2]]) {
        for (const voter of (await site.issue(round, group, count)).slice(0, -1)) {
            const rated = person % 4 === 3 ? units.slice(0, 2) : units;
            const comments = person % 3 === 0 ? { [units[0]]: person % 2 === 0 ? '办事很快，态度好' : `note ${person}\nwith "two" lines` } : {};
            await site.vote(voter, round, slips(person, 0, rated), comments);
            if (person % 5 === 1)
                await site.vote(voter, round, slips(person, 1, rated.slice(1)));
            person++;
        }
    }
}

/** Marks that differ from person to person, from turn to turn and from unit to unit. */
export function slips(person, turn, units) {
    return Object.fromEntries(units.map((unit, index) => [unit, [(person * person + turn * 3 + index) % 7 % 3, (person + turn * 2 + index * index) % 9 % 4]]));
}
