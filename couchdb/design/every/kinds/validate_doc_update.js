/*
 * The kinds of facts this version knows: where each lives and the shape it must
 * have, as in src/lib/domain/kinds.ts. A kind or version that is not here passes.
 * tests/couchdb/same-verdict.test.ts compares the two.
 */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];
	var CATEGORIES = ['employee', 'independent', 'seeker', 'student', 'other'];
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
		var all = { person: like(/^p_[a-z0-9]{8,24}$/) };
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
			sample: optional(isBoolean)
		});
	}
	function badged() {
		return withPerson({ badge: like(BADGE) });
	}
	function ofPerson() {
		return withPerson({});
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
		'centre.described/1': function () {
			return { centre: centre() };
		}
	};
	/* By the first word of a kind. */
	var SORTS = { visit: 'centre', person: 'people', staff: 'people', centre: 'public' };

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
