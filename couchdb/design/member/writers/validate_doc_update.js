/* One person’s own, and nobody else’s. */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];

	function has(role) {
		return roles.indexOf(role) !== -1;
	}

	if (has('_admin') || has('gateway') || has('relay')) return;
	var own = /member_[a-z0-9]+(?=-g\d+$)/.exec(userCtx.db);
	if (own && has('member') && has('own:' + own[0])) return;
	throw { forbidden: 'only the person writes here' };
});
