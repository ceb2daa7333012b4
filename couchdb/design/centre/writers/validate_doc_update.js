/* What happens in a centre. What this version does not know is taken from a kiosk as it comes. */
(function (newDoc, oldDoc, userCtx) {
	var roles = userCtx.roles || [];

	function has(role) {
		return roles.indexOf(role) !== -1;
	}

	if (has('_admin') || has('gateway') || has('relay')) return;
	var scope = (typeof newDoc._id === 'string' ? newDoc._id : '').split('~')[1];
	var KIOSK = [
		'visit.arrived',
		'visit.left',
		'visit.undone',
		'place.claimed',
		'place.granted',
		'place.refused',
		'place.released',
		'place.cancelled',
		'place.accepted',
		'place.transferred',
		'place.told',
		'signature.given'
	];
	/* Those that are known and not a kiosk’s; of other databases every/kinds keeps the list. */
	var OTHERS = ['visit.tied/1', 'place.fenced/1'];
	var kind = newDoc.kind;
	if (has('coordinator') || (has('host') && has('host:' + scope))) return;
	if (has('kiosk') && has('kiosk:' + scope))
		if (KIOSK.indexOf(kind) !== -1 || OTHERS.indexOf(kind + '/' + newDoc.v) === -1) return;
	throw { forbidden: 'only this centre’s kiosk and hosts write here' };
});
