/* Written by the server alone: what kiosks know people by. */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];

	function has(role) {
		return roles.indexOf(role) !== -1;
	}

	if (has('_admin') || has('gateway') || has('relay')) return;
	throw { forbidden: 'only the server writes here' };
});
