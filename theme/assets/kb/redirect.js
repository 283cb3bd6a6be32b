// Leads from an old address to the new one, with what stood behind it: the page itself leads on without it.

const { to } = document.currentScript.dataset;
location.replace(to + location.search + location.hash);
