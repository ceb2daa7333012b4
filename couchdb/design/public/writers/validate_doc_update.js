/* What anybody may read: the network by its coordinator, a centre by its hosts, courses by trainers. */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];

	function has(role) {
		return roles.indexOf(role) !== -1;
	}

	if (has('_admin') || has('gateway') || has('relay')) return;
	if (has('coordinator')) return;
	if (has('host') && /^centre\./.test(newDoc.kind)) return;
	if (has('trainer') && /^(course|session)\./.test(newDoc.kind)) return;
	throw { forbidden: 'only who is in charge of it says this to everybody' };
});
