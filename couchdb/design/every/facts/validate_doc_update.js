/*
 * What every database accepts. Runs inside CouchDB and, before that, inside the
 * server: ES5, no name, no imports, plain objects thrown. tests/couchdb/rules.ts
 * holds its cases.
 */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];
	var isServer =
		roles.indexOf('_admin') !== -1 ||
		roles.indexOf('gateway') !== -1 ||
		roles.indexOf('relay') !== -1;
	var FACT =
		/^(\d{4})-(\d{2})-(\d{2})~[a-z0-9][a-z0-9-]{0,39}~[a-z0-9]{4,16}\.[1-9]\d{0,5}~(\d{6}|[1-9]\d{6,9})$/;
	var DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
	var BYTES = 65536;
	var DEPTH = 12;
	var LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/;

	function refuse(reason) {
		throw { forbidden: reason };
	}
	function isFactId(id) {
		var parts = typeof id === 'string' && FACT.exec(id);
		if (!parts || parts[4] === '000000') return false;
		var year = Number(parts[1]);
		var month = Number(parts[2]);
		var day = Number(parts[3]);
		var isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
		if (month < 1 || month > 12 || day < 1 || day > DAYS[month - 1]) return false;
		return isLeap || month !== 2 || day < 29;
	}
	function isBroken(text) {
		return /[\ud800-\udfff]/.test(text) && LONE.test(text);
	}
	function isWhole(value, least, most) {
		return (
			typeof value === 'number' && Math.floor(value) === value && value >= least && value <= most
		);
	}
	function isInteger(value) {
		return isWhole(value, -9007199254740991, 9007199254740991);
	}
	function isRecord(value) {
		return typeof value === 'object' && value !== null && !Array.isArray(value);
	}
	function wrongEnvelope(doc) {
		var field;
		if (typeof doc.kind !== 'string') return 'kind';
		if (!/^[a-z][a-z0-9-]{0,30}\.[a-z][a-z0-9-]{0,30}$/.test(doc.kind)) return 'kind';
		if (!isWhole(doc.v, 1, 9999)) return 'v';
		if (!isWhole(doc.count, 1, 4503599627370495)) return 'count';
		if (typeof doc.by !== 'string' || !/^[A-Za-z0-9_.-]{1,40}$/.test(doc.by)) return 'by';
		if (!isRecord(doc.at) || !isInteger(doc.at.wall)) return 'at';
		if (doc.at.offset !== undefined && !isInteger(doc.at.offset)) return 'at.offset';
		if (doc.at.offsetAge !== undefined && !isInteger(doc.at.offsetAge)) return 'at.offsetAge';
		for (field in doc)
			if (field.charAt(0) === '_' && field !== '_id' && field !== '_rev' && field !== '_revisions')
				return field;
		return '';
	}
	/* Nested too deeply, or what would do harm where it is read. */
	function isUnsound(value, depth) {
		var keys, i;
		if (depth === 0) return true;
		if (typeof value === 'string') return isBroken(value);
		if (typeof value !== 'object' || value === null) return false;
		keys = Object.keys(value);
		for (i = 0; i < keys.length; i += 1) {
			if (keys[i] === '__proto__' || keys[i] === 'constructor' || keys[i] === 'prototype')
				return true;
			if (isBroken(keys[i]) || isUnsound(value[keys[i]], depth - 1)) return true;
		}
		return false;
	}
	/* Of its JSON in UTF-8, as it was before it got a revision. */
	function bytesOf(doc) {
		var bare = {};
		var keys = Object.keys(doc);
		var i, text, bytes, code;
		for (i = 0; i < keys.length; i += 1)
			if (keys[i] !== '_rev' && keys[i] !== '_revisions') bare[keys[i]] = doc[keys[i]];
		text = JSON.stringify(bare);
		bytes = text.length;
		if (bytes * 3 <= BYTES || bytes > BYTES) return bytes;
		for (i = 0; i < text.length; i += 1) {
			code = text.charCodeAt(i);
			if (code >= 0x800 && (code < 0xd800 || code > 0xdfff)) bytes += 2;
			else if (code >= 0x80) bytes += 1;
		}
		return bytes;
	}

	if (!userCtx.name && !isServer) refuse('nobody writes without an account');
	if (newDoc._attachments) refuse('no attachments');
	if (newDoc._deleted) {
		if (roles.indexOf('_admin') === -1) refuse('nothing is deleted');
		return;
	}
	if (!isFactId(newDoc._id)) {
		/* Reports, and what the server keeps for itself: documents that change, with one writer. */
		if (!isServer) refuse('not a fact');
		return;
	}
	/* The same body again is answered by CouchDB itself, before it comes here. */
	if (oldDoc && !oldDoc._deleted) refuse('a fact never changes');
	if (newDoc._revisions && newDoc._revisions.start !== 1) refuse('a fact has one revision');
	/* Only a replicator brings its own, and could put any number of them under one id. */
	if (!isServer && (newDoc._rev || newDoc._revisions)) refuse('a fact comes without a history');
	if (isUnsound(newDoc, DEPTH)) refuse('not a fact: malformed');
	if (bytesOf(newDoc) > BYTES) refuse('a fact is no larger than 64 kB');
	var wrong = wrongEnvelope(newDoc);
	if (wrong) refuse('not a fact: ' + wrong);
});
