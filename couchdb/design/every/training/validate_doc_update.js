/*
 * The kinds of facts about training: where each lives and the shape it must have,
 * as in src/lib/domain/training/kinds.ts. Whatever is not here is judged elsewhere,
 * or by nobody. tests/couchdb/same-verdict.test.ts compares the two.
 * Long because nothing can be imported here.
 */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];
	var PERSON = /^p_[a-z0-9]{8,24}$/;
	var FUNDERS = ['employer', 'opco', 'france-travail', 'region', 'self', 'other'];
	var PRESCRIBERS = [
		'france-travail',
		'msa',
		'mission-locale',
		'cap-emploi',
		'association',
		'none'
	];
	var STATES = ['interrupted', 'resumed', 'abandoned', 'completed', 'admitted'];

	function refuse(reason) {
		throw { forbidden: reason };
	}
	function isObject(value) {
		return typeof value === 'object' && value !== null;
	}
	function like(pattern) {
		return function (value) {
			return typeof value === 'string' && pattern.test(value);
		};
	}
	function text(least, most) {
		return function (value) {
			return typeof value === 'string' && value.length >= least && value.length <= most;
		};
	}
	function between(least, most) {
		return function (value) {
			return typeof value === 'number' && value >= least && value <= most;
		};
	}
	function whole(least, most) {
		var isWithin = between(least, most);
		return function (value) {
			return isWithin(value) && Math.floor(value) === value;
		};
	}
	function oneOf(values) {
		return function (value) {
			return typeof value === 'string' && values.indexOf(value) !== -1;
		};
	}
	function optional(check) {
		return function (value) {
			return value === undefined || check(value);
		};
	}
	function list(check, least, most) {
		return function (value) {
			var i;
			if (!Array.isArray(value) || value.length < least || value.length > most) return false;
			for (i = 0; i < value.length; i += 1) if (!check(value[i])) return false;
			return true;
		};
	}
	/* The first field at fault, `''` where there is none. */
	function wrongIn(value, fields) {
		var names = Object.keys(fields);
		var i;
		for (i = 0; i < names.length; i += 1) if (!fields[names[i]](value[names[i]])) return names[i];
		return '';
	}
	function shape(fields) {
		return function (value) {
			return isObject(value) && wrongIn(value, fields) === '';
		};
	}
	function partial(fields) {
		var all = {};
		Object.keys(fields).forEach(function (name) {
			all[name] = optional(fields[name]);
		});
		return shape(all);
	}
	function isBoolean(value) {
		return typeof value === 'boolean';
	}
	/* As in every/facts: what a fact made, by that fact's id. */
	function isReference(id) {
		var parts =
			typeof id === 'string' &&
			id.length <= 90 &&
			/^(\d{4})-(\d{2})-(\d{2})~[a-z0-9][a-z0-9-]{0,39}~[a-z0-9]{4,16}\.[1-9]\d{0,5}~(\d{6}|[1-9]\d{6,9})$/.exec(
				id
			);
		if (!parts || parts[4] === '000000') return false;
		var days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
		var year = Number(parts[1]);
		var month = Number(parts[2]);
		var day = Number(parts[3]);
		var isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
		if (month < 1 || month > 12 || day < 1 || day > days[month - 1]) return false;
		return isLeap || month !== 2 || day < 29;
	}

	var isPerson = like(PERSON);
	var isLocal = like(/^(?!constructor$)[a-z0-9][a-z0-9-]{0,39}$/);
	var isDay = like(/^\d{4}-\d{2}-\d{2}$/);
	var isDigest = like(/^[A-Za-z0-9_-]{43}$/);
	var isSignature = like(/^[A-Za-z0-9_-]{86}$/);
	var isHalfDayHours = between(0.25, 7);
	var replaces = optional(list(isReference, 0, 20));

	function titled() {
		return shape({ id: isLocal, title: text(1, 120) });
	}
	function said() {
		return shape({ id: isLocal, text: text(1, 300) });
	}
	function course() {
		return shape({
			id: isLocal,
			title: text(1, 120),
			summary: optional(text(0, 1000)),
			hours: between(0, 2000),
			offered: isBoolean,
			modules: list(
				shape({
					id: isLocal,
					title: text(1, 120),
					hours: between(0, 2000),
					place: oneOf(['site', 'distance']),
					objectives: list(said(), 0, 20),
					lessons: list(titled(), 0, 40),
					quiz: optional(titled())
				}),
				1,
				60
			),
			sample: optional(isBoolean)
		});
	}
	function question() {
		return shape({
			id: isLocal,
			text: text(1, 600),
			choices: list(said(), 2, 10),
			right: list(isLocal, 1, 10),
			why: optional(text(0, 600))
		});
	}
	function isAnswers(value) {
		var isTaken = list(isLocal, 0, 10);
		return (
			isObject(value) &&
			Object.keys(value).every(function (name) {
				return isLocal(name) && isTaken(value[name]);
			})
		);
	}
	function group() {
		return { title: text(1, 120), capacity: whole(1, 500), from: isDay, to: isDay };
	}
	function enrolment() {
		return {
			person: isPerson,
			course: isLocal,
			group: isReference,
			funder: optional(oneOf(FUNDERS)),
			prescriber: optional(oneOf(PRESCRIBERS)),
			accommodation: optional(isBoolean)
		};
	}
	function learner() {
		return { name: text(1, 80), employer: optional(text(0, 120)) };
	}
	function seal() {
		return shape({
			chain: text(1, 40),
			role: text(1, 40),
			centre: optional(text(1, 40)),
			owner: optional(isPerson),
			key: text(1, 100),
			certificate: isSignature,
			n: whole(1, 9007199254740991),
			prev: optional(isDigest),
			signature: isSignature
		});
	}
	/* Made only of the one that is asked for: this runs for every document. */
	var KINDS = {
		'course.described/1': function () {
			return { course: course(), replaces: replaces };
		},
		'course.withdrawn/1': function () {
			return { course: isLocal };
		},
		'session.planned/1': function () {
			return {
				course: isLocal,
				module: optional(isLocal),
				group: isReference,
				half: oneOf(['am', 'pm']),
				hours: isHalfDayHours,
				space: optional(text(1, 40)),
				trainer: isPerson
			};
		},
		'session.changed/1': function () {
			return {
				session: isReference,
				change: partial({
					module: isLocal,
					hours: isHalfDayHours,
					space: text(1, 40),
					trainer: isPerson
				})
			};
		},
		'session.cancelled/1': function () {
			return { session: isReference, why: text(1, 200) };
		},
		'lesson.written/1': function () {
			return {
				course: isLocal,
				lesson: isLocal,
				title: text(1, 120),
				text: text(0, 40000),
				replaces: replaces
			};
		},
		'quiz.written/1': function () {
			return {
				course: isLocal,
				quiz: isLocal,
				title: text(1, 120),
				pass: whole(1, 60),
				questions: list(question(), 1, 60),
				replaces: replaces
			};
		},
		'trainer.introduced/1': function () {
			return { trainer: isPerson, name: text(1, 80) };
		},
		'group.formed/1': function () {
			var all = group();
			all.course = isLocal;
			return all;
		},
		'group.changed/1': function () {
			return { group: isReference, change: partial(group()) };
		},
		'enrolment.made/1': enrolment,
		'enrolment.asked/1': function () {
			var all = enrolment();
			all.employer = optional(text(0, 120));
			return all;
		},
		'enrolment.stated/1': function () {
			return {
				enrolment: isReference,
				person: isPerson,
				group: isReference,
				to: oneOf(STATES),
				on: isDay,
				why: optional(text(1, 300))
			};
		},
		'attendance.unsaid/1': function () {
			return {
				session: isReference,
				person: isPerson,
				replaces: list(isReference, 1, 20),
				why: optional(text(1, 200))
			};
		},
		'attendance.noted/1': function () {
			return {
				session: isReference,
				person: isPerson,
				is: oneOf(['present', 'late', 'absent']),
				minutes: optional(whole(1, 240)),
				why: optional(text(1, 200)),
				replaces: replaces
			};
		},
		'attendance.unsaid/1': function () {
			return {
				session: isReference,
				person: isPerson,
				replaces: list(isReference, 1, 20),
				why: optional(text(1, 200))
			};
		},
		'signature.given/1': function () {
			return {
				session: isReference,
				person: isPerson,
				as: oneOf(['learner', 'trainer']),
				way: oneOf(['drawn', 'code', 'badge', 'button']),
				strokes: optional(text(1, 8000)),
				roll: optional(isDigest),
				when: whole(-9007199254740991, 9007199254740991),
				seal: seal()
			};
		},
		'signature.struck/1': function () {
			return {
				signature: isReference,
				session: isReference,
				person: isPerson,
				why: text(1, 200)
			};
		},
		'objective.assessed/1': function () {
			return {
				person: isPerson,
				course: isLocal,
				objective: isLocal,
				level: oneOf(['not-yet', 'partly', 'met'])
			};
		},
		'lesson.read/1': function () {
			return { person: isPerson, course: isLocal, lesson: isLocal };
		},
		'quiz.answered/1': function () {
			return {
				person: isPerson,
				course: isLocal,
				quiz: isLocal,
				of: isReference,
				answers: isAnswers,
				right: whole(0, 60),
				total: whole(1, 60),
				passed: isBoolean
			};
		},
		'note.made/1': function () {
			return { person: isPerson, text: text(1, 2000) };
		},
		'learner.introduced/1': function () {
			var all = learner();
			all.person = isPerson;
			return all;
		},
		'learner.amended/1': function () {
			return { person: isPerson, change: partial(learner()) };
		},
		'learner.tied/1': function () {
			return { person: isPerson, to: isPerson, session: isReference };
		}
	};
	/* Those that live elsewhere than with the trainers, or there besides. */
	var PLACES = {
		'course.described/1': ['public'],
		'course.withdrawn/1': ['public'],
		'session.planned/1': ['public'],
		'session.changed/1': ['public'],
		'session.cancelled/1': ['public'],
		'enrolment.asked/1': ['people'],
		'signature.given/1': ['training', 'centre', 'member'],
		'lesson.read/1': ['training', 'member'],
		'quiz.answered/1': ['training', 'member'],
		'learner.introduced/1': ['learners'],
		'learner.amended/1': ['learners']
	};

	/* What the server itself writes has been through this, or is newer than this. */
	if (roles.indexOf('_admin') !== -1) return;
	if (roles.indexOf('gateway') !== -1 || roles.indexOf('relay') !== -1) return;
	var name = newDoc.kind + '/' + newDoc.v;
	if (!Object.prototype.hasOwnProperty.call(KINDS, name)) return;
	var db =
		/(?:(public|network|training|learners|orders|ops|accounts)|(centre|people|roster|member)_[a-z0-9-]+)-g\d+$/.exec(
			userCtx.db
		);
	var sort = db && (db[1] || db[2]);
	if ((PLACES[name] || ['training']).indexOf(sort) === -1)
		refuse('this is not kept here: ' + newDoc.kind);
	var wrong = wrongIn(newDoc, KINDS[name]());
	if (wrong) refuse('not a ' + newDoc.kind + ': ' + wrong);
});
