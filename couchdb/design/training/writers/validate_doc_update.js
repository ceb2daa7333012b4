/* The trainers’ own. */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];

	function has(role) {
		return roles.indexOf(role) !== -1;
	}

	if (has('_admin') || has('gateway') || has('relay')) return;
	if (has('trainer')) return;
	throw { forbidden: 'only trainers write here' };
});
