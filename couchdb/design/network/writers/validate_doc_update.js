/* What members and staff tell each other. */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];

	function has(role) {
		return roles.indexOf(role) !== -1;
	}

	if (has('_admin') || has('gateway') || has('relay')) return;
	if (has('member') || has('host') || has('trainer') || has('coordinator')) return;
	throw { forbidden: 'only members and staff write here' };
});
