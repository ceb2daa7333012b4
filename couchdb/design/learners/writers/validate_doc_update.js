/* What learners are called: by trainers, who say nothing else here. */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];

	function has(role) {
		return roles.indexOf(role) !== -1;
	}

	if (has('_admin') || has('gateway') || has('relay')) return;
	if (has('trainer') && /^learner\./.test(newDoc.kind)) return;
	throw { forbidden: 'only trainers say what learners are called' };
});
