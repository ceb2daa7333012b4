/*
 * What every database accepts. Runs inside CouchDB: ES5, no name, no imports,
 * plain objects thrown. tests/couchdb/rules.ts holds its cases.
 */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];
	var isServer =
		roles.indexOf('_admin') !== -1 ||
		roles.indexOf('gateway') !== -1 ||
		roles.indexOf('relay') !== -1;
	var id = newDoc._id;
	var FACT =
		/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])~[a-z0-9][a-z0-9-]{0,39}~[a-z0-9]{4,16}\.[1-9]\d{0,5}~\d{6,10}$/;

	function refuse(reason) {
		throw { forbidden: reason };
	}
	function isWhole(value, least, most) {
		return (
			typeof value === 'number' && Math.floor(value) === value && value >= least && value <= most
		);
	}
	function isTime(at) {
		return (
			typeof at === 'object' && at !== null && isWhole(at.wall, -9007199254740991, 9007199254740991)
		);
	}
	function wrongEnvelope(doc) {
		var field;
		if (typeof doc.kind !== 'string') return 'kind';
		if (!/^[a-z][a-z0-9-]{0,30}\.[a-z][a-z0-9-]{0,30}$/.test(doc.kind)) return 'kind';
		if (!isWhole(doc.v, 1, 9999)) return 'v';
		if (!isWhole(doc.count, 1, 4503599627370495)) return 'count';
		if (typeof doc.by !== 'string' || !/^[A-Za-z0-9_.-]{1,40}$/.test(doc.by)) return 'by';
		if (!isTime(doc.at)) return 'at';
		for (field in doc)
			if (field.charAt(0) === '_' && field !== '_id' && field !== '_rev' && field !== '_revisions')
				return field;
		return '';
	}

	if (!userCtx.name && !isServer) refuse('nobody writes without an account');
	if (newDoc._attachments) refuse('no attachments');
	if (newDoc._deleted) {
		if (roles.indexOf('_admin') === -1) refuse('nothing is deleted');
		return;
	}
	if (!FACT.test(id)) {
		// Reports, and what the server keeps of devices: documents that change, with one writer.
		if (!isServer) refuse('not a fact');
		return;
	}
	// The same body again is answered by CouchDB itself, before it comes here.
	if (oldDoc && !oldDoc._deleted) refuse('a fact never changes');
	if (newDoc._revisions && newDoc._revisions.start !== 1) refuse('a fact has one revision');
	var wrong = wrongEnvelope(newDoc);
	if (wrong) refuse('not a fact: ' + wrong);
});
