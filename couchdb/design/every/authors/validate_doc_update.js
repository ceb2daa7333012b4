/*
 * Who a fact may say it is from. The gateway says who writes by roles: the role
 * itself, `kiosk:murat` for its centre, `device:k7f3` for every name its store has
 * had, `person:p_…` for a phone's person. src/lib/domain/rights.ts is the same rule.
 */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];
	var parts = /^[^~]*~([^~]*)~([^~.]*)\./.exec(typeof newDoc._id === 'string' ? newDoc._id : '');
	var ofCentre = /(?:centre|people|roster)_([a-z0-9][a-z0-9-]*)-g\d+$/.exec(userCtx.db);
	var by = newDoc.by;

	function refuse(reason) {
		throw { forbidden: reason };
	}
	function has(role) {
		return roles.indexOf(role) !== -1;
	}
	/* Where the role stands, for those that stand in one place. */
	function centreOf(role) {
		var i;
		for (i = 0; i < roles.length; i += 1)
			if (String(roles[i]).indexOf(role + ':') === 0) return roles[i].slice(role.length + 1);
		return undefined;
	}
	function isElsewhere(role, scope) {
		var centre = centreOf(role);
		return has(role) && centre !== undefined && centre !== scope;
	}

	if (has('_admin') || has('gateway') || has('relay')) return;
	if (!parts) refuse('not a fact');
	if (!has('device:' + parts[2])) refuse('a fact is written by a device of its own account');
	if (typeof by !== 'string') refuse('not a fact: by');
	if (!has('device:' + by)) {
		if (has('member') ? !has('person:' + by) : by.indexOf('p_') !== 0)
			refuse('a fact is by its account’s own person or device');
	}
	if (ofCentre && ofCentre[1] !== parts[1])
		refuse('a centre’s database holds what is about that centre');
	/* A phone books anywhere; a kiosk or a host’s computer stands in one place. */
	if (!has('member') && (isElsewhere('kiosk', parts[1]) || isElsewhere('host', parts[1])))
		refuse('a fact is about its device’s own centre');
});
