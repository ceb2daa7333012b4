/*
 * The kinds of facts this version knows: where each lives and the shape it must
 * have, as in src/lib/domain/kinds.ts. A kind or version that is not here passes;
 * those of training are in every/training.
 * tests/couchdb/same-verdict.test.ts compares the two.
 * Long because nothing can be imported here.
 */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];
	var CATEGORIES = ['employee', 'independent', 'seeker', 'student', 'other'];
	var PERSON = /^p_[a-z0-9]{8,24}$/;
	var BADGE = /^b_[a-z0-9]{8,24}$/;
	var SPACES = ['desk', 'office', 'room', 'booth', 'training', 'confidential'];

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
	function whole(least, most) {
		return function (value) {
			return (
				typeof value === 'number' && Math.floor(value) === value && value >= least && value <= most
			);
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
	function list(check, length) {
		return function (value) {
			var i;
			if (!Array.isArray(value) || (length !== undefined && value.length !== length)) return false;
			for (i = 0; i < value.length; i += 1) if (!check(value[i])) return false;
			return true;
		};
	}
	/* At least one, at most so many. */
	function some(check, most) {
		var all = list(check);
		return function (value) {
			return all(value) && value.length > 0 && value.length <= most;
		};
	}
	function isPair(check) {
		return function (value) {
			return Array.isArray(value) && check(value[0]) && check(value[1]);
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
	function isConsents(value) {
		if (!isObject(value)) return false;
		return Object.keys(value).every(function (name) {
			return name.length <= 30 && typeof value[name] === 'boolean';
		});
	}
	function isNumber(value) {
		return typeof value === 'number';
	}
	function isBoolean(value) {
		return typeof value === 'boolean';
	}
	function withPerson(fields) {
		var all = { person: like(PERSON) };
		Object.keys(fields).forEach(function (name) {
			all[name] = fields[name];
		});
		return all;
	}

	function verifier() {
		return shape({ salt: text(1, 64), iterations: whole(100000, 10000000), hash: text(1, 64) });
	}
	function profile() {
		return {
			name: text(1, 80),
			category: oneOf(CATEGORIES),
			commune: optional(text(0, 80)),
			phone: optional(text(0, 30)),
			email: optional(text(0, 120)),
			adult: optional(text(0, 80)),
			rules: text(1, 20),
			consents: optional(isConsents)
		};
	}
	function centre() {
		var time = like(/^([01]\d|2[0-3]):[0-5]\d$/);
		return shape({
			slug: like(/^[a-z0-9][a-z0-9-]{0,39}$/),
			name: text(1, 80),
			speciality: shape({ fr: text(1, 200), en: text(1, 200) }),
			lat: isNumber,
			lon: isNumber,
			postcode: text(1, 10),
			insee: text(1, 10),
			epci: text(1, 80),
			population: whole(0, Infinity),
			hours: list(list(isPair(time)), 7),
			badgeHours: isPair(time),
			spaces: list(shape({ id: text(1, 40), kind: oneOf(SPACES), count: whole(1, 500) })),
			address: optional(text(1, 200)),
			phone: optional(text(1, 40)),
			sample: optional(isBoolean)
		});
	}
	function badged() {
		return withPerson({ badge: like(BADGE) });
	}
	function ofPerson() {
		return withPerson({});
	}
	var REFUSALS = [
		'full',
		'closed',
		'past',
		'too-far',
		'overlap',
		'unknown-space',
		'outside-hours',
		'too-long',
		'missed'
	];
	var RELEASES = ['cancelled', 'left', 'no-show', 'expired', 'replaced'];
	/* As in every/facts: a claim, a booking or a closure, by the fact that made it. */
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
	function instant() {
		return whole(-9007199254740991, 9007199254740991);
	}
	function unit() {
		return like(/^.{1,40}-[1-9]\d{0,2}$/);
	}
	function slot() {
		return like(/^(am|pm|([01]\d|2[0-3]):(00|30))$/);
	}
	function holder() {
		return like(/^(server|[a-z0-9]{4,16}\.[1-9]\d{0,5})$/);
	}
	/* A unit, a slot, and what is said of the two. */
	function rights(check) {
		var isUnit = unit();
		var isSlot = slot();
		return some(function (value) {
			return Array.isArray(value) && isUnit(value[0]) && isSlot(value[1]) && check(value[2]);
		}, 2000);
	}
	function isNobodyOr(check) {
		return function (value) {
			return value === '' || check(value);
		};
	}
	function generations() {
		return rights(whole(0, 9007199254740991));
	}
	function wanted() {
		return {
			space: text(1, 40),
			slots: some(slot(), 48),
			replaces: optional(isReference),
			waits: optional(isBoolean),
			series: optional(text(1, 40))
		};
	}
	function ofClaim() {
		return { claim: isReference };
	}
	function ofBooking() {
		return { booking: isReference };
	}
	function isKept(value) {
		var isAmount = whole(0, 500);
		return (
			isObject(value) &&
			Object.keys(value).every(function (name) {
				return name.length <= 40 && isAmount(value[name]);
			})
		);
	}
	/* Made only of the one that is asked for: this runs for every document. */
	var KINDS = {
		'visit.arrived/1': function () {
			return withPerson({
				reason: oneOf(['work', 'meeting', 'training', 'information', 'other']),
				category: oneOf(CATEGORIES),
				closes: whole(-9007199254740991, 9007199254740991),
				number: optional(like(/^\d{3}$/)),
				badge: optional(like(BADGE))
			});
		},
		'visit.left/1': function () {
			return { visit: text(0, 90) };
		},
		'visit.undone/1': function () {
			return { undoes: text(0, 90) };
		},
		'visit.tied/1': function () {
			return withPerson({ visit: text(0, 90) });
		},
		'person.introduced/1': function () {
			return withPerson({ name: text(1, 80) });
		},
		'person.registered/1': function () {
			return withPerson(profile());
		},
		'person.amended/1': function () {
			return withPerson({ change: partial(profile()) });
		},
		'person.coded/1': function () {
			return withPerson({ number: like(/^\d{4}$/), code: verifier() });
		},
		'person.badged/1': badged,
		'person.unbadged/1': badged,
		'person.erased/1': ofPerson,
		'staff.appointed/1': function () {
			return withPerson({ name: text(1, 80), code: verifier() });
		},
		'staff.dismissed/1': ofPerson,
		'place.claimed/1': function () {
			var all = wanted();
			all.person = optional(like(PERSON));
			all.to = holder();
			all.unit = optional(unit());
			all.block = optional(text(1, 200));
			all.reason = optional(text(1, 200));
			all.session = optional(isReference);
			all.wish = optional(isReference);
			return all;
		},
		'place.granted/1': function () {
			return {
				claim: optional(isReference),
				rights: generations(),
				offer: optional(instant()),
				person: optional(like(PERSON)),
				space: optional(text(1, 40)),
				replaces: optional(isReference)
			};
		},
		'place.refused/1': function () {
			return {
				claim: isReference,
				why: oneOf(REFUSALS),
				replaces: optional(isReference),
				waits: optional(isBoolean)
			};
		},
		'place.released/1': function () {
			return { claim: isReference, why: oneOf(RELEASES) };
		},
		'place.cancelled/1': function () {
			return {
				claim: isReference,
				why: oneOf(['owner', 'host', 'left']),
				reason: optional(text(1, 200))
			};
		},
		'place.accepted/1': ofClaim,
		'place.transferred/1': function () {
			return { rights: generations(), to: holder() };
		},
		'place.fenced/1': function () {
			return { holder: holder(), rights: rights(isNobodyOr(isReference)) };
		},
		'place.told/1': function () {
			return { claim: isReference, of: text(1, 20) };
		},
		'booking.requested/1': function () {
			return withPerson(wanted());
		},
		'booking.cancelled/1': function () {
			return { booking: isReference, keeps: optional(isReference) };
		},
		'booking.accepted/1': ofBooking,
		'booking.seen/1': function () {
			return { booking: isReference, of: text(1, 20) };
		},
		'centre.described/1': function () {
			return { centre: centre() };
		},
		'centre.closed/1': function () {
			var day = like(/^\d{4}-\d{2}-\d{2}$/);
			return { from: day, to: day, why: text(1, 200) };
		},
		'centre.reopened/1': function () {
			return { closure: isReference };
		},
		'centre.kept/1': function () {
			return { kept: isKept };
		}
	};
	/* By the first word of a kind. */
	var SORTS = {
		visit: 'centre',
		place: 'centre',
		person: 'people',
		staff: 'people',
		booking: 'member',
		centre: 'public'
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
	if (sort !== SORTS[newDoc.kind.split('.')[0]]) refuse('this is not kept here: ' + newDoc.kind);
	var wrong = wrongIn(newDoc, KINDS[name]());
	if (wrong) refuse('not a ' + newDoc.kind + ': ' + wrong);
});
