extension DocsPage {
    /// Readable on a phone and on a desk, in light and in dark; nothing is fetched.
    static let style = """
        :root { color-scheme: light dark; --back: #fff; --text: #1d2733; --soft: #5b6876; --line: #dfe5eb; --tint: #f4f7f9;
          --link: #0a5fa8; --get: #0b6b4f; --post: #7a4a00; --put: #5a3f9e; --patch: #5a3f9e; --delete: #a3272b }
        @media (prefers-color-scheme: dark) { :root { --back: #12181f; --text: #dbe3ea; --soft: #93a1af; --line: #2a3541;
          --tint: #1a222b; --link: #7cbcf5; --get: #5fd3ad; --post: #e9b15c; --put: #b9a3f2; --patch: #b9a3f2;
          --delete: #f28b8e } }
        * { box-sizing: border-box }
        html { scroll-padding-top: 1rem }
        body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.55 system-ui, sans-serif;
          display: grid; grid-template-columns: 16rem minmax(0, 1fr) }
        nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.25rem 1rem; font-size: .86rem;
          border-right: 1px solid var(--line); background: var(--tint) }
        nav a { display: block; padding: .1rem .5rem; color: var(--soft); overflow-wrap: anywhere }
        nav a:hover { color: var(--link) }
        nav .home { font-weight: 700; font-size: 1.1rem; color: var(--text); padding-bottom: .6rem }
        nav .area { margin-top: .8rem; font-weight: 650; color: var(--text) }
        input { width: 100%; padding: .45rem .6rem; font: inherit; color: inherit; background: var(--back);
          border: 1px solid var(--line); border-radius: .4rem }
        main { width: 100%; max-width: 60rem; padding: 2rem 2.5rem 6rem }
        a { color: var(--link); text-decoration: none }
        a:hover { text-decoration: underline }
        h1 { margin: 0 0 .5rem; font-size: 2rem; line-height: 1.2 }
        h1 small, .lead { color: var(--soft) }
        h2 { margin: 3rem 0 .8rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); font-size: 1.4rem }
        h3 { margin: 1.6rem 0 .3rem; font-size: 1.05rem }
        h4 { margin: 1.3rem 0 .4rem; font-size: .95rem }
        p { margin: .4rem 0 }
        small { color: var(--soft); font-weight: 400; font-size: .86em }
        code, pre, .path, .verb { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .88em }
        code { overflow-wrap: anywhere }
        pre { margin: .5rem 0; padding: .8rem 1rem; overflow-x: auto; line-height: 1.45; background: var(--tint);
          border: 1px solid var(--line); border-radius: .4rem }
        table { width: 100%; border-collapse: collapse; font-size: .92rem }
        th, td { padding: .35rem .6rem .35rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top }
        th { width: 34%; font-weight: 400 }
        summary { cursor: pointer }
        .operation { margin: .5rem 0; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden }
        .operation > :not(summary) { margin-left: 1rem; margin-right: 1rem }
        .operation > table { width: calc(100% - 2rem) }
        .operation > :last-child { margin-bottom: 1rem }
        .operation > summary { display: flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline; padding: .55rem 1rem;
          list-style: none }
        .operation > summary::-webkit-details-marker { display: none }
        .operation > summary:hover, .operation[open] > summary { background: var(--tint) }
        .operation[open] > summary { border-bottom: 1px solid var(--line); margin-bottom: .8rem }
        .verb { min-width: 4.2rem; font-weight: 700 }
        .get { color: var(--get) } .post { color: var(--post) } .put { color: var(--put) } .patch { color: var(--patch) }
        .delete { color: var(--delete) }
        .path { overflow-wrap: anywhere }
        .what { margin-left: auto; color: var(--soft); font-size: .9rem }
        .more { margin-top: .8rem } .more summary, .title { color: var(--soft); font-size: .9rem }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
        [hidden] { display: none !important }
        @media (max-width: 56rem) {
          body { display: block }
          nav { position: static; height: auto; padding: .8rem 1rem; border-right: 0; border-bottom: 1px solid var(--line) }
          nav a { display: none } nav .home { display: block } nav .area { display: inline-block; margin: .4rem .3rem 0 0 }
          main { padding: 1.25rem 1rem 4rem }
          .what { margin-left: 0; width: 100% }
          th { width: 42% }
        }
        @media print { nav { display: none } body { display: block } }
        """

    /// Opens what a link leads to, and finds operations by their words. The page is whole without it.
    static let script = """
        const open = () => {
          const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
          if (target && target.tagName === "DETAILS") { target.open = true; target.scrollIntoView(); }
        };
        addEventListener("hashchange", open);
        open();
        const search = document.getElementById("search");
        search.addEventListener("input", () => {
          const words = search.value.toLowerCase().split(/\\s+/);
          const fits = text => words.every(word => text.toLowerCase().includes(word));
          for (const one of document.querySelectorAll(".operation"))
            one.hidden = !fits(one.id + " " + one.querySelector("summary").textContent);
          for (const link of document.querySelectorAll("nav a:not(.home):not(.area)")) {
            const one = document.getElementById(decodeURIComponent(link.hash.slice(1)));
            link.hidden = Boolean(one && one.hidden);
          }
        });
        """
}
