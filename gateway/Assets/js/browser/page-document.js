// A page of this site as a document. The browser parses the answer itself: the policy of the pages forbids markup from text.
const patience = 10000;

/** The status and the document of the page; status 0 without an answer. */
export const readPage = address => new Promise(done => {
  const request = new XMLHttpRequest();
  request.open("GET", address);
  request.responseType = "document";
  request.timeout = patience;
  request.onload = () => done({ status: request.status, page: request.response });
  request.onerror = request.ontimeout = () => done({ status: 0, page: null });
  request.send();
});
