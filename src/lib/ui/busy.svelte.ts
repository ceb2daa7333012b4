/** Whether somebody is in the middle of something: then nothing may reload the page under them. */
class Busy {
	current = $state(false);
}

export const busy = new Busy();
