import { local, shiftDay } from '../../../src/lib/domain/calendar';
import { canonical, inOrder, type Fact } from '../../../src/lib/domain/facts';
import {
	database,
	pageKey,
	reportId,
	reportsOf,
	sortOfDatabase,
	type DatabaseName,
	type PageKey
} from '../../../src/lib/domain/ids';
import { is, type FactOf } from '../../../src/lib/domain/kinds';
import {
	foldPage,
	type GroupPage,
	type LearnerPage,
	type SessionPage
} from '../../../src/lib/domain/pages';
import { placesIn } from '../../../src/lib/domain/training/enrolments';
import { progressIn } from '../../../src/lib/domain/training/progress';
import { rollOf } from '../../../src/lib/domain/training/roll';
import { databasesReadBy } from '../../../src/lib/domain/subscriptions';
import { asFact, isFactDoc, type Doc } from '../../../src/lib/server/store/store';
import { factsHeld } from '../held';
import { bodyOf } from '../ledger';
import type { Training } from '../training';
import { tablets, type World } from '../world';
import { wrongChains, type EndOf } from './chains';
import { byPage } from './pages';

type Contents = ReadonlyMap<DatabaseName, readonly Doc[]>;
const TRAINING_PAGES = /^(session|group|learner|course|lesson|agenda|trainers|chain):/;

/* Long because it judges by rules of its own, written once more and not taken from the product. */
/** What is not yet as training wants it in the end: what was said of whom, who signed, who has a place, how far they are. */
export async function wrongTraining(
	world: World,
	contents: Contents,
	end: EndOf
): Promise<string[]> {
	const { training } = world;
	if (!training) return [];
	const all = factsIn(contents, database.training);
	return [
		...wrongCopies(contents, all),
		...(await wrongChains(world, contents, all, end)),
		...(await wrongTablets(world, training, contents, all)),
		...wrongPhones(training, contents, all),
		...wrongRosters(world, training, contents)
	];
}

const factsIn = (contents: Contents, db: DatabaseName): readonly Fact[] =>
	inOrder((contents.get(db) ?? []).filter(isFactDoc).map(asFact));

/** What was signed, read, answered and asked for elsewhere is with the trainers, every field of it, once. */
function wrongCopies(contents: Contents, all: readonly Fact[]): string[] {
	const bare = ({ _id: _, ...rest }: Record<string, unknown>): string => canonical(rest);
	const copies = new Map<string, number>();
	for (const fact of all) copies.set(bare(fact), (copies.get(bare(fact)) ?? 0) + 1);
	const wanted = new Map<string, string>();
	for (const db of contents.keys()) {
		const sort = sortOfDatabase(db);
		for (const fact of factsIn(contents, db)) {
			const isOwn = sort === 'member' && /^(signature|lesson|quiz)\./.test(fact.kind);
			const isAtDoor = sort === 'centre' && fact.kind === 'signature.given';
			if (isOwn || isAtDoor) wanted.set(bare(fact), fact._id);
			if (sort !== 'people' || fact.kind !== 'enrolment.asked') continue;
			const { employer: _, ...rest } = fact;
			wanted.set(bare({ ...rest, kind: 'enrolment.made' }), fact._id);
		}
	}
	return [...wanted].flatMap(([body, id]) =>
		copies.get(body) === 1 ? [] : [`${id} has ${copies.get(body) ?? 0} copies for trainers`]
	);
}

/** On every trainer's device: the fold of everything there is, and what follows from it by rules of this file's own. */
async function wrongTablets(
	world: World,
	training: Training,
	contents: Contents,
	all: readonly Fact[]
): Promise<string[]> {
	const found: string[] = [];
	for (const { parts, disk } of tablets(world)) {
		const resting = await disk.resting();
		const facts = new Map<string, Fact>();
		for (const { fact } of factsHeld(resting)) facts.set(bodyOf(fact), fact);
		const isWhole = [...facts.values()].every((fact) => !world.ledger.dropped.has(bodyOf(fact)));
		for (const db of databasesReadBy(parts.as))
			for (const fact of factsIn(contents, db)) facts.set(bodyOf(fact), fact);
		const pages = new Map<PageKey, unknown>();
		for (const [key, own] of byPage(facts.values())) {
			if (!TRAINING_PAGES.test(key)) continue;
			const { value } = resting.pages.get(key) ?? {};
			pages.set(key, value);
			const folded = foldPage(key, own).value;
			if (canonical(value) !== canonical(folded))
				found.push(`page ${key} is ${canonical(value)}, everything folds to ${canonical(folded)}`);
		}
		// What a restore has taken from the server, and a screen still has, is in no copy of these rules.
		if (!isWhole || found.length > 0) continue;
		found.push(...wrongRolls(pages, all));
		found.push(...wrongWays(pages, training, all));
		found.push(...wrongPlaces(pages, training, all));
	}
	return found;
}

/** Each word stands until one that names it; each signature is on the roll, by whatever name its person is known now. */
function wrongRolls(pages: ReadonlyMap<PageKey, unknown>, all: readonly Fact[]): string[] {
	const wrong: string[] = [];
	const words = new Map<string, FactOf<'attendance.noted/1'>[]>();
	const replaced = new Set<string>();
	const struck = new Set<string>();
	const isNow = new Map<string, string>();
	for (const fact of all) {
		const about = `${String(fact['session'])} ${String(fact['person'])}`;
		if (is(fact, 'attendance.noted/1')) words.set(about, [...(words.get(about) ?? []), fact]);
		if (is(fact, 'attendance.noted/1') || is(fact, 'attendance.unsaid/1'))
			for (const id of fact.replaces ?? []) replaced.add(`${about} ${id}`);
		if (is(fact, 'signature.struck/1')) struck.add(fact.signature);
		if (is(fact, 'learner.tied/1')) isNow.set(about, fact.to);
	}
	for (const [about, noted] of words) {
		const [session, person] = about.split(' ') as [string, string];
		const stands = noted.map(({ _id }) => _id).filter((id) => !replaced.has(`${about} ${id}`));
		const page = pages.get(pageKey.session(session)) as SessionPage | undefined;
		const shown = (page?.marks[person] ?? []).map(({ fact }) => fact);
		if (canonical(shown) !== canonical(stands))
			wrong.push(`of ${about} ${canonical(stands)} stands, and ${canonical(shown)} is shown`);
	}
	for (const fact of all) {
		if (!is(fact, 'signature.given/1') || fact.as !== 'learner') continue;
		// The same signature under another name: who struck one, struck it.
		const page = pages.get(pageKey.session(fact.session)) as SessionPage | undefined;
		if (!page?.session || struck.has(fact._id)) continue;
		const group = pages.get(pageKey.group(page.session.group)) as GroupPage | undefined;
		if (!group) continue;
		let person = fact.person;
		for (const seen = new Set<string>(); !seen.has(person);) {
			seen.add(person);
			person = isNow.get(`${fact.session} ${person}`) ?? person;
		}
		const line = rollOf(page, group).find((one) => one.person === person);
		if (!line?.signature) wrong.push(`${fact._id} is not on the roll of ${fact.session}`);
	}
	return wrong;
}

/** What was read is read, and the best of all attempts counts. */
function wrongWays(
	pages: ReadonlyMap<PageKey, unknown>,
	training: Training,
	all: readonly Fact[]
): string[] {
	return training.learners.flatMap((person) => {
		const page = pages.get(pageKey.learner(person)) as LearnerPage | undefined;
		return page ? wrongWay(page, training, person, all) : [];
	});
}

function wrongWay(
	page: LearnerPage,
	{ course, quiz }: Training,
	person: string,
	all: readonly Fact[]
): string[] {
	const read = new Set<string>();
	const tries: string[] = [];
	let isPassed = false;
	for (const fact of all) {
		if (fact['person'] !== person) continue;
		if (is(fact, 'lesson.read/1')) read.add(fact.lesson);
		if (!is(fact, 'quiz.answered/1')) continue;
		tries.push(fact._id);
		isPassed ||= fact.passed;
	}
	const shown = {
		read: Object.keys(page.read[course.id] ?? {}).sort(),
		tries: (page.attempts[course.id]?.[quiz.id] ?? []).map(({ fact }) => fact)
	};
	const wanted = { read: [...read].sort(), tries };
	const { modules } = progressIn(course, page, []);
	const stands = isPassed ? 'passed' : tries.length > 0 ? 'failed' : 'open';
	return [
		...(canonical(shown) === canonical(wanted)
			? []
			: [`${person} has done ${canonical(wanted)}, and ${canonical(shown)} is shown`]),
		...(modules[0]!.quiz === stands ? [] : [`the quiz of ${person} is ${stands}, not shown so`])
	];
}

/** Those who come after the capacity wait, in one order. */
function queueOf(training: Training, all: readonly Fact[]) {
	let capacity = 0;
	const turns = new Map<string, { turn: number; isGone: boolean }>();
	for (const fact of all) {
		if (is(fact, 'group.formed/1') && fact._id === training.group) capacity = fact.capacity;
		if (is(fact, 'enrolment.made/1') && fact.group === training.group)
			turns.set(fact._id, { turn: 1, isGone: false });
		const said = is(fact, 'enrolment.stated/1') ? turns.get(fact.enrolment) : undefined;
		if (!said || !is(fact, 'enrolment.stated/1')) continue;
		const ends = fact.to === 'abandoned' || fact.to === 'completed';
		if (fact.to !== 'admitted') said.isGone = ends;
		if (ends) said.turn = 2;
		if (fact.to === 'admitted') said.turn = 0;
	}
	const going = [...turns].filter(([, { isGone }]) => !isGone);
	const queue = [0, 1, 2].flatMap((turn) =>
		going.flatMap(([id, one]) => (one.turn === turn ? [id] : []))
	);
	return { inside: queue.slice(0, capacity), waiting: queue.slice(capacity) };
}

function wrongPlaces(
	pages: ReadonlyMap<PageKey, unknown>,
	training: Training,
	all: readonly Fact[]
): string[] {
	const page = pages.get(pageKey.group(training.group)) as GroupPage | undefined;
	if (!page) return ['nobody knows the group'];
	const { inside, waiting } = queueOf(training, all);
	const { admitted, waiting: shown } = placesIn(page);
	const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);
	const isSame =
		canonical(ids(admitted).sort()) === canonical([...inside].sort()) &&
		canonical(ids(shown)) === canonical(waiting);
	return isSame ? [] : [`${canonical(waiting)} wait, and ${canonical(ids(shown))} is shown`];
}

/** A phone is told that its person waits where they do, and nowhere else. */
function wrongPhones(training: Training, contents: Contents, all: readonly Fact[]): string[] {
	const { waiting } = queueOf(training, all);
	return [...contents].flatMap(([db, docs]) =>
		sortOfDatabase(db) !== 'member'
			? []
			: docs.flatMap(({ _id, ...told }) => {
					if (!_id.startsWith(reportsOf.enrolment) || told['gone'] === true) return [];
					const id = _id.slice(reportsOf.enrolment.length);
					const isWaiting = told['standing'] === 'waiting';
					const hasPause = told['standing'] === 'interrupted';
					if (isWaiting === waiting.includes(id) || hasPause) return [];
					return [`${db} is told ${String(told['standing'])} of ${id}`];
				})
	);
}

/** A door waits for those who are on the roll, of the half-days to come. */
function wrongRosters(world: World, { centre }: Training, contents: Contents): string[] {
	const docs = new Map(
		(contents.get(database.roster(centre.slug)) ?? []).map((doc) => [doc._id, doc])
	);
	const facts = byPage([
		...factsIn(contents, database.training),
		...factsIn(contents, database.public)
	]);
	const { day: today } = local(world.scheduler.now());
	return [...facts.keys()].flatMap((key) => {
		if (!key.startsWith('session:')) return [];
		const page = foldPage(key, facts.get(key)!).value as SessionPage;
		const { session } = page;
		if (!session || session.day < today || session.day > shiftDay(today, 14)) return [];
		const told = docs.get(reportId.session(session.day, session.id));
		if (session.cancelled !== undefined)
			return !told || told['gone'] === true ? [] : [`${session.id} is awaited, and cancelled`];
		const ofGroup = pageKey.group(session.group);
		const group = foldPage(ofGroup, facts.get(ofGroup) ?? []).value as GroupPage;
		const people = rollOf(page, group).map(({ person }) => person);
		return canonical(told?.['people']) === canonical(people)
			? []
			: [
					`a door waits for ${canonical(told?.['people'])} at ${session.id}, not ${canonical(people)}`
				];
	});
}
