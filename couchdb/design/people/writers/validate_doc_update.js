/* Who people are: a kiosk says what a first visitor wants to be called, and nothing more. */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];

	function has(role) {
		return roles.indexOf(role) !== -1;
	}

	if (has('_admin') || has('gateway') || has('relay')) return;
	var scope = (typeof newDoc._id === 'string' ? newDoc._id : '').split('~')[1];
	if (has('coordinator') || (has('host') && has('host:' + scope))) return;
	if (has('kiosk') && has('kiosk:' + scope) && newDoc.kind === 'person.introduced') return;
	throw { forbidden: 'only this centre’s hosts write about people' };
});
