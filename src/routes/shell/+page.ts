/** The document that stands for every address when the server is out of reach. */
export const prerender = true;
