import type { Device } from '../domain/device';
import type { ReadTx, Tx } from '../ports/tables';

/** The device record, which opening the log has made sure of. */
export async function deviceIn(tx: ReadTx): Promise<Device> {
	const row = await tx.get('meta', 'device');
	if (row?.key !== 'device') throw new Error('the log is not open: it has no device record');
	return row.device;
}

export const putDevice = (tx: Tx, device: Device): Promise<void> =>
	tx.put('meta', [{ key: 'device', device }]);
