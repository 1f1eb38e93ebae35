"""The rules, in reading order: what each looks for, and what it does unless a setting says otherwise."""

from .values import Rule

RULES: tuple[Rule, ...] = (
    Rule("summary-prompt", "“No time to read?” with “Get a summary”", "on", "prompts:summary_prompt"),
    Rule("ad-label", "“Advertisement”, “Continue reading the main story”", "on", "labels:ads"),
    Rule("share-bar", "links and buttons for sharing", "on", "share:share_bar"),
    Rule("like-widget", "“Like this:”, “Be the first to like this”", "on", "labels:likes"),
    Rule("related", "labels of related stories and the links under them", "on", "related:related"),
    Rule("prev-next", "labels of the previous and the next article, with their titles", "on", "neighbors:prev_next"),
    Rule("newsletter", "“Sign up for our newsletter”", "on", "labels:newsletter"),
    Rule("follow", "“Follow us on …”", "on", "labels:follow"),
    Rule("comment-form", "what is left of a comment form", "on", "labels:comments"),
    Rule("meta-line", "tag and category lines", "on", "labels:meta"),
    Rule("read-time", "“8 min read” at the beginning or end", "on", "labels:read_time"),
    Rule("interface", "words of an interface: “Close”, “Back to top”", "on", "labels:interface"),
    Rule("image-interface", "“Click to enlarge”, “Image 1 of 5”", "on", "labels:image_interface"),
    Rule("boilerplate", "what only a publisher's page says: “Reuse this content”", "on", "labels:boilerplate"),
    Rule("container", "elements whose class names say that they are page chrome", "on", "containers:containers"),
    Rule("tag-links", "links marked as tags of the page", "on", "labels:tag_links"),
    Rule("promo", "lines that are nothing but a link to another story", "report", "promos:promos"),
    Rule("invitation", "sentences that invite to subscribe or follow", "report", "labels:invitations"),
    Rule("notice", "copyright, cookie and script notices", "report", "labels:notices"),
    Rule("tracking-pixel", "images that only count readers", "on", "pixels:tracking_pixel"),
    Rule("empty", "paragraphs and spans that hold nothing", "on", "empty:empty"),
    Rule("title", "a first heading that repeats the title", "report", "title:duplicate_title"),
    Rule("citation", "“[CITATION: …]” and links of writing tools: made numbered sources", "on", "citations:citations"),
    Rule("residue", "tokens of writing tools that name no source", "on", "residue:residue"),
    Rule("assistant", "sentences of an assistant, placeholders, footnote marks without a note", "report", "talk:talk"),
    Rule("tracking-link", "parameters in links that only count readers", "on", "links:tracking_links"),
    Rule("mojibake", "wrongly decoded characters", "on", "characters:mojibake"),
    Rule("invisible", "invisible characters that mean nothing", "on", "characters:invisible"),
    Rule("office", "markup pasted from a word processor", "on", "office:office"),
)
RULE_NAMES: tuple[str, ...] = tuple(rule.name for rule in RULES)
