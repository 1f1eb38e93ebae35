// Keep this page as new as the site. One connection for all tabs: whoever holds the lock listens and tells the others.
(() => {
  "use strict";
  const page = document.currentScript.dataset;
  const channel = new BroadcastChannel("pelican-brief");
  const kept = (name) => sessionStorage.getItem(`pelican-brief:${name}`);
  const keep = (name, value) => sessionStorage.setItem(`pelican-brief:${name}`, value);
  const parts = () => import("/__brief/overlay.js");
  let style = Number(page.style);
  let latest = null;
  let leading = false;

  const reload = () => {
    keep("scroll", JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  };

  const restoreScroll = () => {
    const [path, left, top] = JSON.parse(kept("scroll") ?? "[]");
    if (path === location.pathname) scrollTo({ left, top, behavior: "instant" });
  };

  const swapStyles = () => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"][href]')) {
      const url = new URL(link.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set("brief", style);
      const next = link.cloneNode();
      next.onload = () => link.remove();
      next.onerror = () => next.remove();
      next.href = url.href;
      link.after(next);
    }
  };

  const receive = async (text) => {
    latest = text;
    const state = JSON.parse(text);
    if (state.style !== style) {
      style = state.style;
      swapStyles();
    }
    const problems = JSON.stringify(state.problems);
    const old = page.attempt ? Number(page.attempt) !== state.attempt : page.build !== state.build;
    if (!page.attempt && state.problems.length && problems !== kept("seen")) {
      (await parts()).showProblems(state.problems, () => {
        keep("seen", problems);
        if (old) reload();
      });
    } else if (old && document.visibilityState === "visible") {
      reload();
    } else if (!state.problems.length) {
      keep("seen", "");
    }
  };

  const lead = () => {
    leading = true;
    new EventSource("/__brief/events").onmessage = ({ data }) => {
      channel.postMessage(data);
      receive(data);
    };
    return new Promise(() => {});
  };

  channel.onmessage = ({ data }) => {
    if (data !== "?") receive(data);
    else if (leading && latest) channel.postMessage(latest);
  };
  document.addEventListener("visibilitychange", () => latest && receive(latest));

  restoreScroll();
  addEventListener("load", () => {
    restoreScroll();
    sessionStorage.removeItem("pelican-brief:scroll");
  });
  if (!page.attempt) parts().then(({ showBar }) => showBar(page.notice, page.desk));
  channel.postMessage("?");
  if (navigator.locks) navigator.locks.request("pelican-brief", lead);
  else lead();
})();
